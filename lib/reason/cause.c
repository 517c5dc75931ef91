/* What is said decides, then the codes. */
#include "reason/cause.h"

#include <glib.h>

#include "reason/phrase.h"

static const MtSlice words[MT_CAUSES] = {
	[MT_CAUSE_GREYLISTED] = MT_PHRASE("greylisted"),
	[MT_CAUSE_THROTTLED] = MT_PHRASE("throttled"),
	[MT_CAUSE_POLICY] = MT_PHRASE("policy"),
	[MT_CAUSE_USER] = MT_PHRASE("user_unknown"),
	[MT_CAUSE_FULL] = MT_PHRASE("mailbox_full"),
	[MT_CAUSE_SIZE] = MT_PHRASE("too_large"),
	[MT_CAUSE_DNS] = MT_PHRASE("dns"),
	[MT_CAUSE_TLS] = MT_PHRASE("tls"),
	[MT_CAUSE_AUTH] = MT_PHRASE("authentication"),
	[MT_CAUSE_SCAN] = MT_PHRASE("content_scan"),
	[MT_CAUSE_TIMEOUT] = MT_PHRASE("timeout"),
	[MT_CAUSE_REFUSED] = MT_PHRASE("refused"),
	[MT_CAUSE_NETWORK] = MT_PHRASE("network"),
	[MT_CAUSE_LOST] = MT_PHRASE("connection_lost"),
	[MT_CAUSE_FALLBACK] = MT_PHRASE("fallback_relay"),
	[MT_CAUSE_LOOP] = MT_PHRASE("loop"),
	[MT_CAUSE_LOCAL] = MT_PHRASE("local_trouble"),
	[MT_CAUSE_SERVER] = MT_PHRASE("server_trouble"),
	[MT_CAUSE_OTHER] = MT_PHRASE("other"),
};

/* RFC 3463: subject and detail of an enhanced status code; -1 is any. */
static const struct {
	int subject, detail;
	MtCause cause;
} statuses[] = {
	{1, 2, MT_CAUSE_DNS},     {1, 8, MT_CAUSE_DNS},
	{1, 10, MT_CAUSE_DNS}, /* RFC 7505: null MX */
	{1, 7, MT_CAUSE_POLICY},  {1, -1, MT_CAUSE_USER},
	{2, 1, MT_CAUSE_USER},    {2, 2, MT_CAUSE_FULL},
	{2, 3, MT_CAUSE_SIZE},    {3, 4, MT_CAUSE_SIZE},
	{3, -1, MT_CAUSE_SERVER}, {4, 1, MT_CAUSE_TIMEOUT},
	{4, 2, MT_CAUSE_LOST},    {4, 3, MT_CAUSE_SERVER},
	{4, 4, MT_CAUSE_DNS},     {4, 5, MT_CAUSE_THROTTLED},
	{4, 6, MT_CAUSE_LOOP},    {4, 7, MT_CAUSE_TIMEOUT},
	{7, 8, MT_CAUSE_AUTH},    {7, 9, MT_CAUSE_AUTH},
	{7, 10, MT_CAUSE_TLS},    {7, 11, MT_CAUSE_TLS},
	{7, -1, MT_CAUSE_POLICY},
};

/* RFC 5321 4.2.3 */
static const struct {
	MtSlice code;
	MtCause cause;
} codes[] = {
	{MT_PHRASE("421"), MT_CAUSE_SERVER},
	{MT_PHRASE("451"), MT_CAUSE_SERVER},
	{MT_PHRASE("452"), MT_CAUSE_SERVER},
	{MT_PHRASE("454"), MT_CAUSE_TLS},
	{MT_PHRASE("530"), MT_CAUSE_AUTH},
	{MT_PHRASE("535"), MT_CAUSE_AUTH},
	{MT_PHRASE("552"), MT_CAUSE_FULL},
	{MT_PHRASE("554"), MT_CAUSE_POLICY},
};

enum { LOOK = 1024 }; /* bytes of a reply that are looked at */

MtSlice
mt_cause_word(MtCause cause)
{
	return words[cause];
}

/* `4.7.1` at the front. */
static bool
take_status(MtSlice s, int *subject, int *detail)
{
	int part[2] = {0, 0};
	size_t at = 1;

	if (s.n < 5 || (s.p[0] != '4' && s.p[0] != '5'))
		return false;
	for (size_t k = 0; k < 2; k++) {
		size_t from = at + 1;

		if (at >= s.n || s.p[at] != '.')
			return false;
		for (at++; at < s.n && at < from + 3 && mt_is_digit(s.p[at]);
		     at++)
			part[k] = part[k] * 10 + (s.p[at] - '0');
		if (at == from)
			return false;
	}
	*subject = part[0];
	*detail = part[1];
	return true;
}

static MtCause
by_status(MtSlice status)
{
	int subject, detail;

	if (!take_status(status, &subject, &detail))
		return MT_CAUSE_NONE;
	for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
		if (statuses[i].subject == subject &&
		    (statuses[i].detail < 0 || statuses[i].detail == detail))
			return statuses[i].cause;
	return MT_CAUSE_NONE;
}

static MtCause
by_code(MtSlice reply)
{
	for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
		if (mt_slice_starts(reply, codes[i].code))
			return codes[i].cause;
	return MT_CAUSE_NONE;
}

MtCause
mt_cause_of(MtSlice reply, MtSlice dsn)
{
	char lower[LOOK];
	MtSlice text = {lower, MIN(reply.n, sizeof lower)};
	MtCause cause;

	for (size_t i = 0; i < text.n; i++)
		lower[i] = mt_lower(reply.p[i]);
	cause = mt_phrase_find(mt_phrases, text);
	if (cause == MT_CAUSE_NONE && reply.n > 4 && mt_is_digit(reply.p[0]))
		cause = by_status(mt_slice_sub(reply, 4, reply.n));
	if (cause == MT_CAUSE_NONE)
		cause = by_status(dsn);
	if (cause == MT_CAUSE_NONE)
		cause = mt_phrase_find(mt_phrases_vague, text);
	if (cause == MT_CAUSE_NONE)
		cause = by_code(reply);
	return cause != MT_CAUSE_NONE || reply.n == 0 ? cause : MT_CAUSE_OTHER;
}
