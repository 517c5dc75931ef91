/*
 * All that an MtReceived holds as `member: value` lines in a fixed order: the
 * form of the expectations in testdata/received, and a way to compare two.
 */
#ifndef MT_TESTS_RECEIVED_TEXT_H
#define MT_TESTS_RECEIVED_TEXT_H

#include <stdlib.h>

#include "base/buf.h"
#include "received/received.h"

static inline void
text_slice(MtBuf *out, const char *member, MtSlice value)
{
	if (value.p == NULL)
		return;
	mt_buf_addf(out, value.n > 0 ? "%s: " : "%s:", member);
	mt_buf_add(out, value);
	mt_buf_add_char(out, '\n');
}

static inline void
text_number(MtBuf *out, const char *member, int value)
{
	if (value != 0)
		mt_buf_addf(out, "%s: %d\n", member, value);
}

static inline void
text_ip(MtBuf *out, const char *member, const MtIp *ip)
{
	if (ip->family == 0)
		return;
	mt_buf_addf(out, "%s: ", member);
	mt_ip_add(out, ip);
	if (ip->scope.p != NULL) {
		mt_buf_add_char(out, '%');
		mt_buf_add(out, ip->scope);
	}
	mt_buf_add_char(out, '\n');
}

static inline void
text_time(MtBuf *out, const MtTime *time)
{
	if (!time->known)
		return;
	mt_buf_addf(out, "time: ");
	mt_time_add_utc(out, time->us, time->decimals);
	mt_buf_add_char(out, '\n');
	text_slice(out, "zone", time->zone);
}

static inline int
compare_words(const void *a, const void *b)
{
	const MtSlice *x = a, *y = b;
	int order = memcmp(x->p, y->p, MIN(x->n, y->n));

	return order != 0 ? order : (x->n > y->n) - (x->n < y->n);
}

static inline void
text_notes(MtBuf *out, const MtNotes *notes)
{
	MtSlice words[MT_NOTE_KINDS];

	for (size_t i = 0; i < notes->n; i++)
		words[i] = mt_note_word(notes->notes[i].kind);
	qsort(words, notes->n, sizeof *words, compare_words);
	for (size_t i = 0; i < notes->n; i++) {
		mt_buf_addf(out, i == 0 ? "notes: " : " ");
		mt_buf_add(out, words[i]);
	}
	if (notes->n > 0)
		mt_buf_add_char(out, '\n');
}

static inline void
received_text(MtBuf *out, const MtReceived *r)
{
	text_slice(out, "dialect", mt_slice_str(r->dialect));
	text_slice(out, "software", r->software);
	text_slice(out, "helo", r->helo);
	text_slice(out, "rdns", r->rdns);
	text_ip(out, "ip", &r->ip);
	text_number(out, "port", r->port);
	text_slice(out, "ident", r->ident);
	text_slice(out, "by", r->by);
	text_ip(out, "by_ip", &r->by_ip);
	text_slice(out, "with", r->with);
	text_slice(out, "tls_version", r->tls_version);
	text_slice(out, "tls_cipher", r->tls_cipher);
	text_number(out, "tls_bits", r->tls_bits);
	text_slice(out, "auth", r->auth);
	text_slice(out, "id", r->id);
	for (size_t i = 0; i < r->n_for; i++)
		text_slice(out, "for", r->for_[i]);
	text_slice(out, "envelope_from", r->envelope_from);
	text_slice(out, "via", r->via);
	text_time(out, &r->time);
	if (r->encrypted)
		mt_buf_addf(out, "encrypted: yes\n");
	if (r->pull)
		mt_buf_addf(out, "pull: yes\n");
	text_notes(out, &r->notes);
}

#endif
