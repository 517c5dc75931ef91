/*
 * Any bytes as an id, the first byte saying where it stands and what is known of
 * it: what decides lies in the text, times are in range, and the same again. And
 * the bytes as a second: each encoder's id gives it back.
 */
#include <stdint.h>
#include <stdlib.h>

#include "../unit/idencode.h"
#include "idtime/shape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static const char *const dialects[] = {
	"generic", "exim",    "postfix",  "sendmail",
	"gmail",   "dovecot", "netscape", "messagelabs",
};

static const char *const software[] = {
	"", "Postfix", "Exim 4.96", "Exim 4.97", "8.12.11/8.12.8", "Exim 4.",
};

static const char *const fields[] = {
	"Thread-Index",       "X-OriginalArrivalTime",
	"X-SES-Outgoing",     "X-MS-Exchange-Organization-Network-Message-Id",
	"X-CM-TRANSID",       "X-QQ-mid",
	"X-Cyrus-Session-Id", "X-Alimail-AntiSpam",
};

static void
check_time(const MtIdTime *t, MtSlice text)
{
	int64_t second = 1000000;

	must(t->offset <= text.n && t->length <= text.n - t->offset);
	must(t->length > 0);
	must(t->us >= 0 &&
	     t->us < mt_time_days(MT_ID_LAST_YEAR + 2, 1, 1) * 86400 * second);
	must(t->span_us > 0 && t->span_us <= 86400 * second);
	must(t->period_us >= 0 && t->decimals <= 6);
	must(t->zone <= MT_ID_LOCAL && t->sure <= MT_ID_CERTAIN);
	must(*mt_idtime_moment_text(t->moment) != '\0');
}

static void
check_decode(const MtIdSource *source)
{
	MtIdTime t, again;
	bool found = mt_idtime_decode(source, &t);

	must(found == (t.scheme != NULL));
	if (found)
		check_time(&t, source->text);
	must(mt_idtime_decode(source, &again) == found);
	must(t.us == again.us && t.scheme == again.scheme);
}

static void
check_shape(const MtIdSource *source)
{
	MtShape shape;
	uint32_t us;

	mt_shape_check(source, &shape);
	must(shape.offset <= source->text.n &&
	     shape.length <= source->text.n - shape.offset);
	must((shape.answer == MT_SHAPE_UNKNOWN) == (shape.maker == NULL));
	must((shape.answer == MT_SHAPE_IMPOSSIBLE) == (shape.why != NULL) ||
	     shape.answer == MT_SHAPE_FITS);
	if (mt_shape_postfix_short(source->text, &us))
		must(us < 1000000);
}

static void
check_thread(MtSlice text)
{
	MtIdTime t;

	for (size_t nth = 0; nth < 80 && mt_idtime_thread(text, nth, &t); nth++)
		must(t.offset <= text.n && t.length <= text.n - t.offset);
}

static void
check_encoders(const uint8_t *data, size_t size)
{
	int64_t first = mt_time_days(2012, 1, 1) * 86400;
	int64_t last = mt_time_days(2049, 12, 31) * 86400;
	uint64_t n = 0;

	for (size_t i = 0; i < size && i < 8; i++)
		n = n << 8 | data[i];
	for (size_t i = 0; i < G_N_ELEMENTS(id_encoders); i++) {
		int64_t s = first + (int64_t)(n % (uint64_t)(last - first));
		g_autofree char *id = id_encoders[i].encode(s);
		MtIdSource source = {.place = id_encoders[i].place,
				     .text = mt_slice_str(id),
				     .dialect = id_encoders[i].dialect};
		MtIdTime t;

		must(mt_idtime_decode(&source, &t));
		must(strcmp(t.scheme->name, id_encoders[i].scheme) == 0);
		must(t.us == s * 1000000);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MtIdSource source = {.has_zone = true, .offset_min = 120};
	unsigned head = size > 0 ? data[0] : 0;

	source.place = head % MT_ID_PLACES;
	head /= MT_ID_PLACES;
	source.dialect = dialects[head % G_N_ELEMENTS(dialects)];
	source.software = mt_slice_str(software[head % G_N_ELEMENTS(software)]);
	source.by = MT_SLICE("mx.google.com");
	source.field = source.place == MT_ID_TAG
			       ? MT_SLICE("t")
			       : mt_slice_str(fields[head % 8]);
	source.has_near = head % 2 == 0;
	source.near_us = 1795424402000000;
	source.text =
		mt_slice((const char *)data + (size > 0), size - (size > 0));
	check_decode(&source);
	check_shape(&source);
	check_thread(source.text);
	check_encoders(data, size);
	return 0;
}
