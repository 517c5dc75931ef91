/* The one place that deals with the dynamic linker. */
#include "base/library.h"

#include <dlfcn.h>
#include <glib.h>
#include <string.h>

static void
miss(MtLibrary *library)
{
	if (library->missing == NULL)
		library->missing = g_strdup(dlerror());
}

MtLibrary
mt_library_load(const char *file)
{
	MtLibrary library = {.handle = dlopen(file, RTLD_NOW | RTLD_LOCAL)};

	if (library.handle == NULL)
		miss(&library);
	return library;
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
