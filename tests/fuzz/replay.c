/* Run a fuzz target once over each named file: its corpus as a plain test. */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		g_autofree char *data = NULL;
		g_autoptr(GError) error = NULL;
		gsize size;

		if (!g_file_get_contents(argv[i], &data, &size, &error)) {
			fprintf(stderr, "%s\n", error->message);
			return 1;
		}
		/* Without the NUL that GLib adds: reading past the end must
		 * be seen by the sanitizer. */
		data = g_realloc(data, MAX(size, 1));
		LLVMFuzzerTestOneInput((const uint8_t *)data, size);
	}
	return 0;
}
