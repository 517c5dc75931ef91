/* The tables of records that tell of a hop, and how a hop fills them. */
#include "record/hop.h"

#include <assert.h>

#include "chain/hopid.h"
#include "record/corroboration.h"
#include "record/table.h"

#define OF MtHopRecord

/* Where the field lies. */
#define PLACE                                                                  \
	MT_TEXT(source, "source", "the file that the field stands in"),        \
		MT_BYTES(offset, "offset", "where the field begins"),          \
		MT_BYTES(length, "length", "how long the field is"),           \
		MT_NUMBER(message, "message",                                  \
			  "the message in its source; 1 is the first")

/* What the field says by itself. */
#define SAID                                                                   \
	MT_TEXT(dialect, "dialect", "the reader that understood the field"),   \
		MT_TEXT(software, "software",                                  \
			"product and version, as written"),                    \
		MT_TEXT(helo, "helo", "what the client called itself"),        \
		MT_TEXT(rdns, "rdns",                                          \
			"the client's name as the server looked it up"),       \
		MT_ADDRESS(ip, "ip", "the client's address"),                  \
		MT_TEXT(ip.scope, "ip_scope",                                  \
			"the zone index of that address"),                     \
		MT_NUMBER(port, "port", "the client's port"),                  \
		MT_TEXT(ident, "ident", "the RFC 1413 answer or local user"),  \
		MT_TEXT(by, "by", "the host that wrote the field"),            \
		MT_ADDRESS(by_ip, "by_ip", "the address of that host"),        \
		MT_TEXT(by_ip.scope, "by_scope",                               \
			"the zone index of that address"),                     \
		MT_TEXT(with, "with", "the protocol, as written"),             \
		MT_TRUE(tls, "tls", "the field says that the hop used TLS"),   \
		MT_TEXT(tls_version, "tls_version", "TLSv1.3, TLSv1.2, ..."),  \
		MT_TEXT(tls_cipher, "tls_cipher",                              \
			"the cipher suite, as written"),                       \
		MT_NUMBER(tls_bits, "tls_bits", "the bits of its key"),        \
		MT_TEXT(auth, "auth", "the user that logged in, else how"),    \
		MT_TEXT(id, "id", "the id that the host gave the message"),    \
		MT_TEXT(id_scheme, "id_scheme",                                \
			"the scheme by which it has a time"),                  \
		MT_TIME(id_time, "id_time", "the time that the id carries"),   \
		MT_TEXT(for_, "for", "the recipient, the first of several"),   \
		MT_TEXTS(for_all, "for_all",                                   \
			 "the recipients where several stand"),                \
		MT_TEXT(envelope_from, "envelope_from",                        \
			"the envelope sender"),                                \
		MT_TEXT(via, "via", "the link, as written"),                   \
		MT_TIME(time, "time", "when the host wrote the field"),        \
		MT_TEXT(zone, "zone", "the zone, as written")

#define END                                                                    \
	MT_TEXT(country, "country", "where the client's address is"),          \
		MT_NUMBER(asn, "asn",                                          \
			  "the autonomous system of that address"),            \
		MT_TEXT(as_org, "as_org", "who runs that system"),             \
		MT_TEXTS(notes, "notes", "words for what is strange"),         \
		MT_TEXT(raw, "raw", "the field as one line")

/* The whole, in its chain. */
#define HOP                                                                    \
	PLACE, MT_NUMBER(hop, "hop", "the hop; 1 is the oldest"),              \
		MT_NUMBER(hops, "hops", "how many hops the message has"),      \
		SAID,                                                          \
		MT_SECONDS(delay_us, "delay_s",                                \
			   "the time since the hop since_hop"),                \
		MT_NUMBER(since_hop, "since_hop",                              \
			  "the next older hop with a time"),                   \
		MT_SECONDS(adjusted_us, "adjusted_s",                          \
			   "the delay without the estimated clock offsets"),   \
		MT_TRUE(pull, "pull", "the message was fetched, not sent"),    \
		MT_TEXT(trust, "trust", "trusted, boundary or untrusted"), END

static const MtMember hop_members[] = {HOP};

static const MtMember x_received_members[] = {
	PLACE,
	MT_NUMBER(hop, "number", "the X-Received field; 1 is the oldest"),
	SAID,
	END,
};

const MtRecordKind mt_record_hop = MT_KIND("hop", hop_members);
const MtRecordKind mt_record_x_received =
	MT_KIND("x_received", x_received_members);

/* Rows of a hop serve a corroboration as well: it begins with one. */
static_assert(offsetof(MtCorroborationRecord, hop) == 0, "the hop is first");

static const MtMember corroboration_members[] = {
	HOP,
#undef OF
#define OF MtCorroborationRecord
	MT_TEXT(verdict, "verdict", "confirmed, contradicted or not_covered"),
	MT_TEXT(log_host, "log_host", "the host as its log names it"),
	MT_TEXT(queue_id, "queue_id", "the id in the log"),
	MT_TEXT(log_source, "log_source", "the log with the evidence"),
	MT_BYTES(log_offset, "log_offset", "where its line begins"),
	MT_BYTES(log_length, "log_length", "how long that line is"),
	MT_NUMBER(log_line, "log_line", "its number; 1 is the first"),
	MT_TIME(log_time, "log_time", "when the log has the message"),
	MT_SECONDS(difference_us, "difference_s",
		   "the time of the hop minus that of the log"),
	MT_TEXTS(differs, "differs", "what field and log say otherwise"),
	MT_TEXT(why, "why", "a sentence: what agrees, what does not"),
};

const MtRecordKind mt_record_corroboration =
	MT_KIND("corroboration", corroboration_members);

static const char *const trust_words[] = {
	[MT_TRUST_UNKNOWN] = NULL,
	[MT_TRUST_TRUSTED] = "trusted",
	[MT_TRUST_BOUNDARY] = "boundary",
	[MT_TRUST_UNTRUSTED] = "untrusted",
};

static MtNumber
number_unless_0(int64_t n)
{
	return (MtNumber){n, n != 0};
}

MtTexts
mt_record_notes(const MtNotes *notes, MtArena *arena)
{
	MtSlice *words;

	if (notes->n == 0)
		return (MtTexts){0};
	words = MT_ARENA_NEW0(arena, MtSlice, notes->n);
	for (size_t i = 0; i < notes->n; i++)
		words[i] = mt_note_word(notes->notes[i].kind);
	return (MtTexts){words, notes->n};
}

static MtSlice
one_line(MtSlice raw, MtArena *arena)
{
	char *p = mt_arena_take(arena, raw.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < raw.n; i++)
		if (raw.p[i] != '\r' && raw.p[i] != '\n')
			p[n++] = raw.p[i];
	return mt_slice(p, n);
}

static void
fill_id(MtHopRecord *record, const MtReceived *r)
{
	MtIdTime time;

	record->id = r->id;
	if (r->id.n == 0 || !mt_hopid_time(r, &time))
		return;
	record->id_scheme = mt_slice_str(time.scheme->name);
	record->id_time = (MtInstant){time.us, time.decimals, true};
}

static void
fill_said(MtHopRecord *record, const MtReceived *r)
{
	record->dialect = mt_slice_str(r->dialect);
	record->software = r->software;
	record->helo = r->helo;
	record->rdns = r->rdns;
	record->ip = r->ip;
	record->port = number_unless_0(r->port);
	record->ident = r->ident;
	record->by = r->by;
	record->by_ip = r->by_ip;
	record->with = r->with;
	record->tls = r->encrypted;
	record->tls_version = r->tls_version;
	record->tls_cipher = r->tls_cipher;
	record->tls_bits = number_unless_0(r->tls_bits);
	record->auth = r->auth;
	fill_id(record, r);
	if (r->n_for > 0)
		record->for_ = r->for_[0];
	if (r->n_for > 1)
		record->for_all = (MtTexts){r->for_, r->n_for};
	record->envelope_from = r->envelope_from;
	record->via = r->via;
	record->time = mt_instant(&r->time);
	record->zone = r->time.zone;
	record->pull = r->pull;
}

void
mt_hop_record_fill(MtHopRecord *record, const MtMessage *message,
		   const MtHop *hop, size_t hops, bool raw, MtArena *arena)
{
	*record = (MtHopRecord){
		.source = message->source,
		.offset = mt_number((int64_t)hop->field->offset),
		.length = mt_number((int64_t)hop->field->length),
		.message = mt_number((int64_t)message->ordinal),
		.hop = mt_number((int64_t)hop->number),
		.hops = mt_number((int64_t)hops),
		.delay_us = {hop->delay_us, hop->has_delay},
		.since_hop = {(int64_t)hop->since, hop->has_delay},
		.adjusted_us = {hop->adjusted_us, hop->has_adjusted},
		.trust = mt_slice_str(trust_words[hop->trust]),
		.country = hop->country,
		.asn = number_unless_0(hop->asn),
		.as_org = hop->as_org,
		.notes = mt_record_notes(&hop->received.notes, arena),
	};
	fill_said(record, &hop->received);
	if (raw)
		record->raw = one_line(hop->field->raw, arena);
}
