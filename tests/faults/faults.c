/*
 * A library to preload: the nth call of one kind fails, as the environment
 * asks, so that tests see what a program makes of it.
 *
 * MT_FAULT=CALL:HOW:N: CALL is read, write, move (either of them), open or close;
 * HOW is an errno name of the table below, or `short` (one byte is read or
 * written); N counts from 1, or is 0 for every call. Calls on standard error are
 * never touched. The file MT_FAULT_MARK gets the number of the descriptor when
 * the fault fires.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static const struct {
	const char *name;
	int error;
} hows[] = {
	{"short", 0},       {"EIO", EIO},       {"EINTR", EINTR},
	{"ENOSPC", ENOSPC}, {"EACCES", EACCES}, {"EMFILE", EMFILE},
};

static struct {
	char call[8];
	int error; /* 0: short */
	unsigned long nth;
	const char *mark;
	atomic_ulong count;
} plan;

__attribute__((constructor)) static void
read_plan(void)
{
	const char *text = getenv("MT_FAULT");
	char how[16];
	size_t i = 0;

	if (text == NULL)
		return;
	if (sscanf(text, "%7[a-z]:%15[A-Za-z]:%lu", plan.call, how,
		   &plan.nth) != 3)
		abort();
	while (i < sizeof hows / sizeof *hows && strcmp(hows[i].name, how) != 0)
		i++;
	if (i == sizeof hows / sizeof *hows)
		abort();
	plan.error = hows[i].error;
	plan.mark = getenv("MT_FAULT_MARK");
}

/* By system calls of its own: those of the C library may be the ones here. */
static void
leave_mark(int fd)
{
	char text[16];
	int n = snprintf(text, sizeof text, "%d\n", fd);
	long file = syscall(SYS_openat, AT_FDCWD, plan.mark,
			    O_WRONLY | O_CREAT | O_TRUNC, 0600);

	syscall(SYS_write, file, text, (size_t)n);
	syscall(SYS_close, file);
}

static bool
is_planned(const char *call)
{
	return strcmp(call, plan.call) == 0 ||
	       (strcmp(plan.call, "move") == 0 &&
		(strcmp(call, "read") == 0 || strcmp(call, "write") == 0));
}

static bool
fires(const char *call, int fd)
{
	if (fd == STDERR_FILENO || !is_planned(call))
		return false;
	if (plan.nth != 0 && atomic_fetch_add(&plan.count, 1) + 1 != plan.nth)
		return false;
	if (plan.mark != NULL)
		leave_mark(fd);
	errno = plan.error;
	return true;
}

static void *
next(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name);

	if (function == NULL)
		abort();
	return function;
}

/* The function that would have been called, looked up the first time. */
#define NEXT(function)                                                         \
	static __typeof__(function) *real;                                     \
	if (real == NULL)                                                      \
	real = next(#function)

/* Functions that move bytes: they fail, or move a single byte. */
#define MOVES(call, function, params, short_params, args)                      \
	ssize_t function params                                                \
	{                                                                      \
		NEXT(function);                                                \
		if (!fires(call, fd))                                          \
			return real args;                                      \
		return plan.error != 0 ? -1 : real short_params;               \
	}

#define ONE(n) ((n) != 0)

MOVES("read", read, (int fd, void *p, size_t n), (fd, p, ONE(n)), (fd, p, n))
MOVES("read", pread, (int fd, void *p, size_t n, off_t at), (fd, p, ONE(n), at),
      (fd, p, n, at))
MOVES("read", pread64, (int fd, void *p, size_t n, off64_t at),
      (fd, p, ONE(n), at), (fd, p, n, at))
MOVES("read", readv, (int fd, const struct iovec *v, int n), (fd, v, ONE(n)),
      (fd, v, n))
MOVES("write", write, (int fd, const void *p, size_t n), (fd, p, ONE(n)),
      (fd, p, n))
MOVES("write", pwrite, (int fd, const void *p, size_t n, off_t at),
      (fd, p, ONE(n), at), (fd, p, n, at))
MOVES("write", writev, (int fd, const struct iovec *v, int n), (fd, v, ONE(n)),
      (fd, v, n))

/* What _FORTIFY_SOURCE makes of read(). */
ssize_t __read_chk(int fd, void *p, size_t n, size_t size);
MOVES("read", __read_chk, (int fd, void *p, size_t n, size_t size),
      (fd, p, ONE(n), size), (fd, p, n, size))

/* Functions that open. All take one mode behind the flags, or none. */
#define OPENS(function, params, args)                                          \
	int function params                                                    \
	{                                                                      \
		NEXT(function);                                                \
		mode_t mode = 0;                                               \
		if ((flags & (O_CREAT | O_TMPFILE)) != 0) {                    \
			va_list ap;                                            \
			va_start(ap, flags);                                   \
			mode = va_arg(ap, mode_t);                             \
			va_end(ap);                                            \
		}                                                              \
		return fires("open", -1) && plan.error != 0 ? -1 : real args;  \
	}

OPENS(open, (const char *path, int flags, ...), (path, flags, mode))
OPENS(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENS(openat, (int at, const char *path, int flags, ...),
      (at, path, flags, mode))
OPENS(openat64, (int at, const char *path, int flags, ...),
      (at, path, flags, mode))

#define OPENS_STREAM(type, function, params, args)                             \
	type *function params                                                  \
	{                                                                      \
		NEXT(function);                                                \
		if (fires("open", -1) && plan.error != 0)                      \
			return NULL;                                           \
		return real args;                                              \
	}

OPENS_STREAM(FILE, fopen, (const char *path, const char *how), (path, how))
OPENS_STREAM(FILE, fopen64, (const char *path, const char *how), (path, how))
OPENS_STREAM(DIR, opendir, (const char *path), (path))
OPENS_STREAM(DIR, fdopendir, (int fd), (fd))

/*
 * A NULL with errno set is how these say that a directory cannot be read. They
 * are never interrupted, nor short.
 */
#define READS_DIR(type, function)                                              \
	type *function(DIR *dir)                                               \
	{                                                                      \
		int before = errno;                                            \
		NEXT(function);                                                \
		if (plan.error != EINTR && plan.error != 0 &&                  \
		    fires("read", -1))                                         \
			return NULL;                                           \
		errno = before;                                                \
		return real(dir);                                              \
	}

READS_DIR(struct dirent, readdir)
READS_DIR(struct dirent64, readdir64)

/* Linux has closed the descriptor whatever close() says. */
int
close(int fd)
{
	NEXT(close);
	int result = real(fd);

	return fires("close", fd) && plan.error != 0 ? -1 : result;
}

/* A ring of io_uring has no calls that could be counted: there is none. */
void *
dlopen(const char *file, int flags)
{
	NEXT(dlopen);

	return real(file != NULL && strncmp(file, "liburing.", 9) == 0
			    ? "no liburing"
			    : file,
		    flags);
}
