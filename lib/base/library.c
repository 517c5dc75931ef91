/* The one place that deals with the dynamic linker. */
#include "base/library.h"

#include <dlfcn.h>
#include <glib.h>
#include <string.h>

static const char *first_missing;

static void
miss(MtLibrary *library)
{
	if (library->missing != NULL)
		return;
	library->missing = g_intern_string(dlerror());
	if (library->spare)
		return;
	g_atomic_pointer_compare_and_exchange(&first_missing, NULL,
					      library->missing);
}

static MtLibrary
load(const char *file, bool spare)
{
	MtLibrary library = {.handle = dlopen(file, RTLD_NOW | RTLD_LOCAL),
			     .spare = spare};

	if (library.handle == NULL)
		miss(&library);
	return library;
}

MtLibrary
mt_library_load(const char *file)
{
	return load(file, false);
}

MtLibrary
mt_library_try(const char *file)
{
	return load(file, true);
}

void
mt_library_find(MtLibrary *library, const char *name, void *at)
{
	void *call = NULL;

	if (library->handle != NULL)
		call = dlsym(library->handle, name);
	if (call == NULL)
		miss(library);
	memcpy(at, &call, sizeof call);
}

const char *
mt_library_missing(void)
{
	return g_atomic_pointer_get(&first_missing);
}
