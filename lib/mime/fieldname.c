/* Told by length first: most names are none that is asked for. */
#include "mime/fieldname.h"

enum { LONGEST = 11, ALIKE = 2 };

typedef struct {
	char first; /* letter, in lower case; 0 in an empty row */
	const char *name;
	MtFieldName known;
} Name;

static const Name names[LONGEST + 1][ALIKE] = {
	[2] = {{'t', "To", MT_FIELD_TO}},
	[4] = {{'f', "From", MT_FIELD_FROM}, {'d', "Date", MT_FIELD_DATE}},
	[7] = {{'s', "Subject", MT_FIELD_SUBJECT}},
	[8] = {{'r', "Received", MT_FIELD_RECEIVED}},
	[10] = {{'x', "X-Received", MT_FIELD_X_RECEIVED},
		{'m', "Message-ID", MT_FIELD_MESSAGE_ID}},
	[11] = {{'r', "Return-Path", MT_FIELD_RETURN_PATH}},
};

static bool
is_resent(MtSlice name)
{
	static const MtSlice resent = {"Resent-", 7};

	return name.n > resent.n && mt_slice_starts_i(name, resent);
}

MtFieldName
mt_field_name(MtSlice name)
{
	const Name *row;
	char first;

	if (name.n == 0)
		return MT_FIELD_OTHER;
	first = mt_lower(name.p[0]);
	if (name.n <= LONGEST) {
		row = names[name.n];
		row += row->first != first; /* ALIKE is two */
		if (row->first == first &&
		    mt_same_letters_between(name.p, row->name, name.n))
			return row->known;
	}
	return first == 'r' && is_resent(name) ? MT_FIELD_RESENT
					       : MT_FIELD_OTHER;
}
