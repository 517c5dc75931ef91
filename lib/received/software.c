/* Is a comment the name of a product? */
#include "received/fill.h"

/* A version: digits that begin a word or follow `/`, `-` or `v`. */
static bool
has_version(MtSlice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char before = ' ';

		if (i > 0)
			before = mt_lower(s.p[i - 1]);
		if (mt_is_digit(s.p[i]) &&
		    (mt_is_space(before) || before == '/' || before == '-' ||
		     before == 'v'))
			return true;
	}
	return false;
}

/* `mx-1.example.org`, but not `Haraka/2.8.18` nor `qpsmtpd-0.27` */
static bool
is_host(MtSlice word)
{
	size_t label = word.n;

	if (mt_slice_find_char(word, '/') != MT_SLICE_NOWHERE)
		return false;
	while (label > 0 && mt_is_alpha(word.p[label - 1]))
		label--;
	return label > 0 && label < word.n && word.p[label - 1] == '.';
}

static bool
is_number(MtSlice s)
{
	unsigned long long number;

	return mt_slice_number(s, UINT64_MAX, &number);
}

/* `(8.17.1/8.17.1)`, `(Mercury/32 v4.01a)`, `(PGP Universal service)`, but not
 * an alias, an address, `(11)`, `(node=7)` nor `(peer crosscheck: ...)`. */
bool
mt_is_software(MtSlice comment, bool of_with)
{
	MtSlice rest = comment, word;
	MtIp ip;
	int port;

	if (!mt_slice_word(&rest, &word) || is_host(word) ||
	    (rest.n == 0 && mt_read_address(word, &ip, &port)))
		return false;
	for (size_t i = 0; i < comment.n; i++)
		if (comment.p[i] == '[' || comment.p[i] == '=' ||
		    comment.p[i] == ':')
			return false;
	/* A word alone behind by is most often the host's other name. */
	return (has_version(comment) && !is_number(comment)) ||
	       (g_ascii_isupper(word.p[0]) && (rest.n > 0 || of_with));
}
