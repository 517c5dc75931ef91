/* Choosing the scheme of an id: those of its place, the surest one. */
#include "idtime/idtime.h"

#include <glib.h>

#include "idtime/match.h"

/* NULL-terminated names. */
static bool
is_among(const char *const *names, MtSlice name)
{
	for (; names != NULL && *names != NULL; names++)
		if (mt_slice_eq_i(mt_slice_str(*names), name))
			return true;
	return false;
}

bool
mt_idtime_is_field(MtSlice name)
{
	for (size_t i = 0; mt_idschemes[i] != NULL; i++)
		if (is_among(mt_idschemes[i]->fields, name))
			return true;
	return false;
}

static bool
read_by(const MtIdEntry *e, const MtIdSource *source, MtIdTime *time)
{
	const MtIdScheme *s = e->scheme;

	if (source->place == MT_ID_FIELD && !is_among(s->fields, source->field))
		return false;
	if (e->pattern != NULL ? !mt_id_match(source, e->pattern, time)
			       : !s->decode(source, time))
		return false;
	if (s->agent != NULL &&
	    mt_slice_find_i(source->agent, mt_slice_str(s->agent)) !=
		    MT_SLICE_NOWHERE)
		time->sure = MT_ID_CERTAIN;
	return time->us >= e->from_us && time->us < e->to_us;
}

bool
mt_idtime_decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdMarks present;
	size_t digits = 0;
	MtIdList list;

	*time = (MtIdTime){0};
	if (source->text.n == 0 || source->place >= MT_ID_PLACES)
		return false;
	while (digits < source->text.n && mt_is_digit(source->text.p[digits]))
		digits++;
	list = mt_idtable(source->place, source->text.n);
	present = mt_idmarks_in(&list, source->text);
	for (size_t i = 0; i < list.n && time->sure < MT_ID_CERTAIN; i++) {
		const MtIdEntry *e = &list.entries[list.which[i]];
		MtIdTime found;

		if (!mt_identry_can_fit(e, source->text, digits, present))
			continue;
		found = (MtIdTime){.scheme = e->scheme,
				   .moment = e->scheme->moment};
		if (read_by(e, source, &found) &&
		    (time->scheme == NULL || found.sure > time->sure))
			*time = found;
	}
	return time->scheme != NULL;
}

const char *
mt_idtime_moment_text(MtIdMoment moment)
{
	static const char *const texts[] = {
		[MT_ID_AT_RECEIPT] = "when the server began to take it",
		[MT_ID_AT_CONNECTION] = "when the session began",
		[MT_ID_AT_COMPOSITION] = "when the message was made",
		[MT_ID_AT_THREAD] = "when the conversation began",
		[MT_ID_AT_REPLY] = "when the reply was begun",
		[MT_ID_AT_SIGNING] = "when it was signed",
		[MT_ID_AT_EXPIRY] = "when it ends",
		[MT_ID_AT_REWRITING] = "when the address was made",
	};

	return texts[moment];
}

const char *
mt_idtime_zone_text(MtIdZone zone)
{
	static const char *const texts[] = {
		[MT_ID_UTC] = "UTC",
		[MT_ID_ZONED] = "local time of the host",
		[MT_ID_LOCAL] = "local time of the client",
	};

	return texts[zone];
}

const char *
mt_idtime_sure_text(MtIdSure sure)
{
	static const char *const texts[] = {
		[MT_ID_POSSIBLE] = "possible",
		[MT_ID_LIKELY] = "likely",
		[MT_ID_CERTAIN] = "certain",
	};

	return texts[sure];
}
