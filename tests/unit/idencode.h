/* Ids made for a second, by the descriptions of the schemes: what decoders must
 * give back. Written apart from the decoders, for tests. */
#ifndef MT_TESTS_IDENCODE_H
#define MT_TESTS_IDENCODE_H

#include <glib.h>

#include "base/time.h"
#include "idtime/idtime.h"

#define ID_BASE62                                                              \
	"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

static inline char *
id_digits(uint64_t n, const char *alphabet, int width, char *to)
{
	uint64_t base = strlen(alphabet);

	for (int i = width - 1; i >= 0; i--, n /= base)
		to[i] = alphabet[n % base];
	return to + width;
}

static inline char *
id_exim(int64_t s)
{
	char id[24] = {0};

	id_digits((uint64_t)s, ID_BASE62, 6, id);
	memcpy(id + 6, "-0003D7-G7", 10);
	return g_strdup(id);
}

static inline char *
id_postfix_long(int64_t s)
{
	char id[24] = {0};

	id_digits((uint64_t)s,
		  "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz", 6,
		  id);
	memcpy(id + 6, "0000z2xQs", 9);
	return g_strdup(id);
}

static inline char *
id_sendmail(int64_t s)
{
	int year, month, day;
	char id[24] = {0}, *p = id;

	mt_time_date(s / 86400, &year, &month, &day);
	p = id_digits((uint64_t)(year - 1900) % 60, ID_BASE62, 1, p);
	p = id_digits((uint64_t)month - 1, ID_BASE62, 1, p);
	p = id_digits((uint64_t)day, ID_BASE62, 1, p);
	p = id_digits((uint64_t)(s % 86400 / 3600), ID_BASE62, 1, p);
	p = id_digits((uint64_t)(s % 3600 / 60), ID_BASE62, 1, p);
	p = id_digits((uint64_t)(s % 60), ID_BASE62, 1, p);
	memcpy(p, "O4000640", 8);
	return g_strdup(id);
}

static inline char *
id_courier(int64_t s)
{
	return g_strdup_printf(
		"0000000000B6A0B8.%016" G_GINT64_MODIFIER "X.0000099E", s);
}

static inline char *
id_google(int64_t s)
{
	uint64_t us = (uint64_t)s * 1000000;

	return g_strdup_printf("000000000000%06x%08x61@google.com",
			       (unsigned)(us & 0xffffff), (unsigned)(us >> 24));
}

static inline char *
id_outlook(int64_t s)
{
	uint64_t ft = ((uint64_t)s + 11644473600ULL) * 10000000;

	return g_strdup_printf("0010%08x$%08x$0a02a8c0@example.org",
			       (unsigned)(ft >> 32), (unsigned)ft);
}

static inline char *
id_git(int64_t s)
{
	return g_strdup_printf("cover.%" G_GINT64_FORMAT ".git.a@example.org",
			       s);
}

static const struct {
	MtIdPlace place;
	const char *dialect;
	const char *scheme;
	char *(*encode)(int64_t seconds);
} id_encoders[] = {
	{MT_ID_RECEIVED, "exim", "exim", id_exim},
	{MT_ID_RECEIVED, "postfix", "postfix-long", id_postfix_long},
	{MT_ID_RECEIVED, "sendmail", "sendmail", id_sendmail},
	{MT_ID_RECEIVED, "courier", "courier", id_courier},
	{MT_ID_MESSAGE_ID, NULL, "google", id_google},
	{MT_ID_MESSAGE_ID, NULL, "outlook", id_outlook},
	{MT_ID_MESSAGE_ID, NULL, "git-format-patch", id_git},
};

#endif
