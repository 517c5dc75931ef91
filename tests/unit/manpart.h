/*
 * A part of a manual page that is made of a table. It lies between two comment
 * lines; with UPDATE=1 in the environment it is written anew, else it must be
 * what the table says.
 */
#ifndef MT_TESTS_MANPART_H
#define MT_TESTS_MANPART_H

#include <check.h>
#include <glib.h>
#include <string.h>

#include "base/buf.h"

/* A sentence on lines of its own: mdoc wants a new line behind a full stop. */
static inline void
manpart_add_text(MtBuf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '`' || *text == '\'')
			mt_buf_add(out, *text == '`' ? MT_SLICE("\\(oq")
						     : MT_SLICE("\\(aq"));
		else
			mt_buf_add_char(out, *text);
		if (text[0] == '.' && text[1] == ' ') {
			mt_buf_add_char(out, '\n');
			text++;
		}
	}
}

/* `wanted` gets a NUL at its end. */
static inline void
manpart_check(const char *manual, const char *begin_line, const char *end_line,
	      MtBuf *wanted)
{
	g_autofree char *page = NULL;
	char *begin, *end;

	mt_buf_add_char(wanted, '\0');
	ck_assert_msg(g_file_get_contents(manual, &page, NULL, NULL),
		      "%s is not there: run the test at the top", manual);
	begin = strstr(page, begin_line);
	end = strstr(page, end_line);
	ck_assert(begin != NULL && end != NULL);
	begin += strlen(begin_line);
	if (g_getenv("UPDATE") != NULL) {
		g_autofree char *head = g_strndup(page, (gsize)(begin - page));
		g_autofree char *all = g_strconcat(head, wanted->p, end, NULL);

		ck_assert(g_file_set_contents(manual, all, -1, NULL));
		return;
	}
	*end = '\0';
	ck_assert_msg(strcmp(begin, wanted->p) == 0,
		      "%s is not what its table says: run this test with "
		      "UPDATE=1, and read the difference",
		      manual);
}

#endif
