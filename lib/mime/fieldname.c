/* Told by length first: most names are none that is asked for. */
#include "mime/fieldname.h"

enum { LONGEST = 11, ALIKE = 2 };

static const struct {
	const char *name;
	MtFieldName known;
} names[LONGEST + 1][ALIKE] = {
	[2] = {{"To", MT_FIELD_TO}},
	[4] = {{"From", MT_FIELD_FROM}, {"Date", MT_FIELD_DATE}},
	[7] = {{"Subject", MT_FIELD_SUBJECT}},
	[8] = {{"Received", MT_FIELD_RECEIVED}},
	[10] = {{"X-Received", MT_FIELD_X_RECEIVED},
		{"Message-ID", MT_FIELD_MESSAGE_ID}},
	[11] = {{"Return-Path", MT_FIELD_RETURN_PATH}},
};

MtFieldName
mt_field_name(MtSlice name)
{
	static const MtSlice resent = {"Resent-", 7};

	if (name.n > resent.n && mt_slice_starts_i(name, resent))
		return MT_FIELD_RESENT;
	for (size_t i = 0; name.n <= LONGEST && i < ALIKE; i++)
		if (names[name.n][i].name != NULL &&
		    mt_same_letters(name.p, names[name.n][i].name, name.n))
			return names[name.n][i].known;
	return MT_FIELD_OTHER;
}
