/* A directory of a test's own, and files in it; all gone in the end. */
#ifndef TESTS_UNIT_SCRATCH_H
#define TESTS_UNIT_SCRATCH_H

#include <check.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/slice.h"

/* The working directory of the test from here on. */
static inline char *
scratch_new(void)
{
	char *dir = g_dir_make_tmp("mailtrace-test.XXXXXX", NULL);

	ck_assert_ptr_nonnull(dir);
	ck_assert_int_eq(chdir(dir), 0);
	return dir;
}

static inline int
scratch_remove_one(const char *path, const struct stat *st, int type,
		   struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline void
scratch_free(char *dir)
{
	ck_assert_int_eq(chdir("/"), 0);
	nftw(dir, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	g_free(dir);
}

static inline void
scratch_write(const char *path, MtSlice bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	ck_assert_int_ne(fd, -1);
	ck_assert_int_eq(write(fd, bytes.p, bytes.n), (ssize_t)bytes.n);
	close(fd);
}

static inline void
scratch_text(const char *path, const char *text)
{
	scratch_write(path, mt_slice_str(text));
}

static inline void
scratch_dir(const char *path)
{
	ck_assert_int_eq(mkdir(path, 0700), 0);
}

/* The file becomes standard input. */
static inline void
scratch_stdin(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	ck_assert_int_ne(fd, -1);
	ck_assert_int_eq(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	close(fd);
}

/* A pipe that holds `bytes`, at most what a pipe takes at once, the same. */
static inline void
scratch_pipe(MtSlice bytes)
{
	int fd[2];

	ck_assert_int_eq(pipe(fd), 0);
	ck_assert_int_eq(write(fd[1], bytes.p, bytes.n), (ssize_t)bytes.n);
	close(fd[1]);
	ck_assert_int_eq(dup2(fd[0], STDIN_FILENO), STDIN_FILENO);
	close(fd[0]);
}

#endif
