/* Tag lists: split at `;`, then at the first `=`. */
#include "authres/taglist.h"

#include "base/limits.h"

/* How many pieces there are, and no more than are kept. */
static size_t
count_pieces(MtSlice s)
{
	size_t n = 1, at;

	while (n < MT_MAX_TAGS &&
	       (at = mt_slice_find_char(s, ';')) != MT_SLICE_NOWHERE) {
		s = mt_slice_sub(s, at + 1, s.n);
		n++;
	}
	return n;
}

bool
mt_tag_next(MtSlice *rest, MtTag *tag)
{
	while (rest->n > 0) {
		MtSlice piece;

		if (!mt_slice_cut(rest, ';', &piece)) {
			piece = *rest;
			rest->n = 0;
		}
		if (!mt_slice_cut(&piece, '=', &tag->name))
			continue;
		tag->name = mt_slice_trim(tag->name);
		tag->value = mt_slice_trim(piece);
		return true;
	}
	return false;
}

void
mt_tags_read(MtSlice value, MtArena *arena, MtTags *tags)
{
	size_t most = count_pieces(value);

	*tags = (MtTags){0};
	tags->tags = MT_ARENA_NEW0(arena, MtTag, most);
	while (tags->n < most && mt_tag_next(&value, &tags->tags[tags->n]))
		tags->n++;
}

MtSlice
mt_tags_get(const MtTags *tags, const char *name)
{
	MtSlice wanted = mt_slice_str(name);

	for (size_t i = 0; i < tags->n; i++)
		if (mt_slice_eq(tags->tags[i].name, wanted))
			return tags->tags[i].value;
	return mt_slice(NULL, 0);
}

bool
mt_tag_same(MtSlice a, MtSlice b)
{
	for (size_t i = 0, k = 0;; i++, k++) {
		while (i < a.n && mt_is_space(a.p[i]))
			i++;
		while (k < b.n && mt_is_space(b.p[k]))
			k++;
		if (i >= a.n || k >= b.n)
			return i >= a.n && k >= b.n;
		if (a.p[i] != b.p[k])
			return false;
	}
}

static bool
read_instant(MtSlice digits, int64_t *us)
{
	unsigned long long s;

	/* Twelve digits, RFC 6376 3.5; more would overflow. */
	if (!mt_slice_number(digits, 999999999999ULL, &s))
		return false;
	*us = (int64_t)s * 1000000;
	return true;
}

void
mt_signature_read(MtSlice value, MtArena *arena, MtSignature *signature)
{
	const struct {
		MtSlice name;
		MtSlice *to;
	} members[] = {
		{MT_SLICE("d"), &signature->d},
		{MT_SLICE("s"), &signature->s},
		{MT_SLICE("a"), &signature->a},
		{MT_SLICE("b"), &signature->b},
		{MT_SLICE("bh"), &signature->bh},
		{MT_SLICE("h"), &signature->h},
		{MT_SLICE("c"), &signature->c},
		{MT_SLICE("i"), &signature->i},
		{MT_SLICE("cv"), &signature->cv},
		{MT_SLICE("t"), &signature->t},
		{MT_SLICE("x"), &signature->x},
	};
	unsigned long long instance;

	*signature = (MtSignature){0};
	mt_tags_read(value, arena, &signature->tags);
	for (size_t i = signature->tags.n; i > 0; i--) {
		const MtTag *tag = &signature->tags.tags[i - 1];

		for (size_t k = 0; k < G_N_ELEMENTS(members); k++)
			if (tag->name.n == members[k].name.n &&
			    memcmp(tag->name.p, members[k].name.p,
				   tag->name.n) == 0)
				*members[k].to = tag->value;
	}
	/* RFC 8617 4.2.1: 1 to 50. */
	if (mt_slice_number(signature->i, 50, &instance))
		signature->instance = (int)instance;
	signature->has_t = read_instant(signature->t, &signature->t_us);
	signature->has_x = read_instant(signature->x, &signature->x_us);
}

size_t
mt_signature_signs(const MtSignature *signature, MtSlice field)
{
	MtSlice rest = signature->h, name;
	size_t n = 0;

	while (rest.n > 0) {
		if (!mt_slice_cut(&rest, ':', &name)) {
			name = rest;
			rest.n = 0;
		}
		n += mt_slice_eq_i(mt_slice_trim(name), field);
	}
	return n;
}
