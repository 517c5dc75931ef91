/* Picking out and decoding the fields that name a message. */
#include "mime/heading.h"

#include "mime/decode.h"

static MtSlice
value_of(const MtFields *fields, MtFieldName name, MtArena *arena)
{
	const MtField *field = fields->first[name];

	return field == NULL ? (MtSlice){0}
			     : mt_slice_trim(mt_field_unfold(field, arena));
}

static MtSlice
without_brackets(MtSlice s)
{
	if (s.n >= 2 && s.p[0] == '<' && s.p[s.n - 1] == '>')
		return mt_slice_sub(s, 1, s.n - 1);
	return s;
}

/* `From SENDER DATE`: the second word (RFC 4155). */
static MtSlice
from_line_sender(MtSlice line)
{
	MtSlice word = {0};

	if (mt_slice_word(&line, &word))
		mt_slice_word(&line, &word);
	return word;
}

void
mt_heading_read(const MtFields *fields, MtSlice from_line, MtArena *arena,
		MtHeading *h)
{
	MtSlice value;

	*h = (MtHeading){0};
	value = value_of(fields, MT_FIELD_MESSAGE_ID, arena);
	h->message_id = without_brackets(value);
	value = value_of(fields, MT_FIELD_FROM, arena);
	if (value.p != NULL)
		h->from = mt_decode_address(value, arena);
	value = value_of(fields, MT_FIELD_SUBJECT, arena);
	if (value.p != NULL)
		h->subject = mt_decode_text(value, arena);
	value = value_of(fields, MT_FIELD_RETURN_PATH, arena);
	h->envelope_from = without_brackets(value);
	if (value.p == NULL && from_line.p != NULL)
		h->envelope_from = from_line_sender(from_line);
	value = value_of(fields, MT_FIELD_DATE, arena);
	if (value.p != NULL)
		mt_time_read(value, &h->date, NULL);
}
