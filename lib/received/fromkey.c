/* What a from clause says with a key: `helo=x`, `EHLO x`, `port=25`. */
#include "received/fill.h"

/* A key that ends in '=' has its value in the same word, else in the next. */
static const struct {
	MtSlice key;
	size_t member; /* of MtReceived, a slice */
} named[] = {
	{{"helo=", 5}, offsetof(MtReceived, helo)},
	{{"ehlo=", 5}, offsetof(MtReceived, helo)},
	{{"ident=", 6}, offsetof(MtReceived, ident)},
	{{"HELO", 4}, offsetof(MtReceived, helo)},
	{{"EHLO", 4}, offsetof(MtReceived, helo)},
	{{"LHLO", 4}, offsetof(MtReceived, helo)},
	{{"HELLO", 5}, offsetof(MtReceived, helo)},
	{{"account", 7}, offsetof(MtReceived, auth)},
};

static void
set_member(MtFill *f, size_t member, MtSlice value)
{
	MtSlice *slice = (MtSlice *)(void *)((char *)f->received + member);

	if (slice->p == NULL)
		*slice = value;
}

static bool
take_named(MtFill *f, MtSlice word, const MtToken *next, bool *used)
{
	for (size_t i = 0; i < G_N_ELEMENTS(named); i++) {
		MtSlice key = named[i].key;

		if (mt_lower(word.p[0]) != mt_lower(key.p[0]) ||
		    !mt_slice_starts_i(word, key))
			continue;
		if (key.p[key.n - 1] == '=') {
			set_member(f, named[i].member,
				   mt_slice_sub(word, key.n, word.n));
			return true;
		}
		if (word.n > key.n)
			continue;
		*used = next != NULL && next->kind == MT_TOKEN_WORD;
		set_member(f, named[i].member,
			   *used ? mt_strip_path(next->text)
				 : mt_slice_sub(word, word.n, word.n));
		return true;
	}
	return false;
}

static bool
take_port(MtFill *f, MtSlice word)
{
	unsigned long long number;

	if (!mt_slice_starts_i(word, MT_SLICE("port=")))
		return false;
	if (mt_slice_number(mt_slice_sub(word, 5, word.n), 65535, &number))
		f->received->port = (int)number;
	return true;
}

/* "(EHLO )" says that the client gave no name: an empty one. */
bool
mt_from_key(MtFill *f, MtSlice word, const MtToken *next, bool *used)
{
	return take_port(f, word) || take_named(f, word, next, used);
}
