/* Names are looked up in the tables of the readers once, then remembered. */
#include "mtalog/dispatch.h"

#include <glib.h>

static bool
is_in(const char *const *names, MtSlice name)
{
	for (; names != NULL && *names != NULL; names++) {
		MtSlice known = mt_slice_str(*names);

		if (mt_slice_eq(known, name) || (known.p[known.n - 1] == '-' &&
						 mt_slice_starts(name, known)))
			return true;
	}
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
look_up(MtSlice program, uint32_t *instance)
{
	size_t slash = mt_slice_find_char(program, '/');
	size_t open = mt_slice_find_char(program, '(');
	MtSlice first = mt_slice_sub(program, 0, MIN(slash, open));

	/* `postfix@-.service`, as journalctl -o with-unit names them. */
	if (mt_slice_ends_i(first, MT_SLICE(".service"))) {
		first.n -= strlen(".service");
		first.n = MIN(first.n, mt_slice_find_char(first, '@'));
	}

	for (Way way = WHOLE; way < WAYS; way++)
		for (int i = 0; mt_readers[i] != NULL; i++)
			if (is_its(mt_readers[i], program, first, way)) {
				*instance =
					way == WHOLE ? 0 : (uint32_t)first.n;
				return i;
			}
	*instance = 0;
	return -1;
}

/* Each name has two places. */
const MtDispatchName *
mt_dispatch_learn(MtDispatch *dispatch, MtSlice program)
{
	size_t slot = mt_dispatch_slot(program);
	MtDispatchName *name = &dispatch->known[slot];

	if (program.n > sizeof name->name) {
		name = &dispatch->other;
	} else {
		if (name->n > 0)
			name = &dispatch->known[slot ^ 1];
		if (mt_dispatch_knows(name, program))
			return name;
		name->n = (unsigned char)program.n;
		memcpy(name->name, program.p, program.n);
	}
	name->reader = look_up(program, &name->instance);
	return name;
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

int
mt_dispatch_claim(MtSlice program, MtSlice text, unsigned most)
{
	int best = -1;

	for (int i = 0; mt_readers[i] != NULL; i++) {
		unsigned sure = mt_readers[i]->claims == NULL
					? 0
					: mt_readers[i]->claims(program, text);

		if (sure > most) {
			most = sure;
			best = i;
		}
	}
	return best;
}
