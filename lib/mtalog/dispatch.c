/* Names are looked up in the tables of the readers once, then remembered. */
#include "mtalog/dispatch.h"

#include <glib.h>

static bool
is_in(const char *const *names, MtSlice name)
{
	for (; names != NULL && *names != NULL; names++)
		if (mt_slice_eq(mt_slice_str(*names), name))
			return true;
	return false;
}

/* `postfix-out` where `postfix` is in the list. */
static bool
is_instance_of(const char *const *names, MtSlice name)
{
	for (; names != NULL && *names != NULL; names++) {
		MtSlice head = mt_slice_str(*names);

		if (name.n > head.n && name.p[head.n] == '-' &&
		    mt_slice_starts(name, head))
			return true;
	}
	return false;
}

static MtSlice
last_part(MtSlice program)
{
	size_t at = program.n;

	while (at > 0 && program.p[at - 1] != '/')
		at--;
	return mt_slice_sub(program, at, program.n);
}

typedef enum { WHOLE, INSTANCE, DAEMON, WAYS } Way;

static bool
is_its(const MtReader *reader, MtSlice program, MtSlice first, Way way)
{
	switch (way) {
	case WHOLE:
		return is_in(reader->programs, program) ||
		       is_in(reader->programs, first);
	case INSTANCE:
		return first.n < program.n &&
		       is_instance_of(reader->programs, first);
	default:
		return first.n < program.n &&
		       is_in(reader->daemons, last_part(program));
	}
}

/* The surest way for all readers, then the next one. What Dovecot writes into a
 * file of its own has names such as `lmtp(user)<pid><session>`. */
static int
look_up(MtSlice program, size_t *instance)
{
	size_t slash = mt_slice_find_char(program, '/');
	size_t open = mt_slice_find_char(program, '(');
	MtSlice first = mt_slice_sub(program, 0, MIN(slash, open));

	for (Way way = WHOLE; way < WAYS; way++)
		for (int i = 0; mt_readers[i] != NULL; i++)
			if (is_its(mt_readers[i], program, first, way)) {
				*instance = way == WHOLE ? 0 : first.n;
				return i;
			}
	*instance = 0;
	return -1;
}

int
mt_dispatch(MtDispatch *dispatch, MtSlice program, MtSlice *instance)
{
	size_t n = program.n, length = 0, slot;
	int reader;

	*instance = (MtSlice){0};
	if (n == 0)
		return -1;
	if (n > sizeof dispatch->known[0].name) {
		reader = look_up(program, &length);
		if (length > 0)
			*instance = mt_slice(program.p, length);
		return reader;
	}
	/* `smtp` and `smtpd`, `cleanup` and `pickup` differ at their ends. */
	slot = (n * 37 + (unsigned char)program.p[n - 1] * (size_t)11 +
		(unsigned char)program.p[n - 1 - (n > 1)] * (size_t)101 +
		(unsigned char)program.p[n / 2] * (size_t)3) %
	       G_N_ELEMENTS(dispatch->known);
	if (dispatch->known[slot].n != n ||
	    !mt_same_bytes(dispatch->known[slot].name, program.p, n)) {
		dispatch->known[slot].reader = look_up(program, &length);
		dispatch->known[slot].instance = (unsigned char)length;
		dispatch->known[slot].n = (unsigned char)n;
		memcpy(dispatch->known[slot].name, program.p, n);
	}
	if (dispatch->known[slot].instance > 0)
		*instance = mt_slice(program.p, dispatch->known[slot].instance);
	return dispatch->known[slot].reader;
}

int
mt_dispatch_probe(MtSlice head)
{
	int best = -1, most = 0;

	for (int i = 0; mt_readers[i] != NULL; i++) {
		int sure = mt_readers[i]->probe == NULL
				   ? 0
				   : mt_readers[i]->probe(head);

		if (sure > most) {
			most = sure;
			best = i;
		}
	}
	return best;
}
