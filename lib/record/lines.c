/* The table of `lines`, and how an account fills it. */
#include "record/lines.h"

#include "record/table.h"

#define OF MtLinesRecord

static const MtMember members[] = {
	MT_TEXT(source, "source", "the log; left out in the total"),
	MT_NUMBER(read, "read", "lines in it: the sum of the next four"),
	MT_NUMBER(understood, "understood", "lines about mail"),
	MT_NUMBER(mail_not_understood, "mail_not_understood",
		  "about mail, but of no known form"),
	MT_NUMBER(not_mail, "not_mail", "lines about other things"),
	MT_NUMBER(damaged, "damaged", "cut or mangled lines"),
	MT_NUMBER(events, "events", "events that they gave"),
	MT_NUMBER(lost, "lost",
		  "lines that were never written, as the log itself says"),
	MT_COUNTS(readers, "readers", "lines by the reader that had them"),
	MT_TIME(first, "first", "the earliest time of an event"),
	MT_TIME(last, "last", "the latest time of an event"),
	MT_TEXT(year_from, "year_from", "written, option, file or order"),
	MT_TEXT(zone_from, "zone_from", "written, option or machine"),
};

const MtRecordKind mt_record_lines = MT_KIND("lines", members);

static MtCounts
count_readers(const MtTally *tally, MtArena *arena)
{
	size_t n = 0, all = 0;
	MtCount *counts;

	while (mt_readers[all] != NULL)
		all++;
	counts = MT_ARENA_NEW0(arena, MtCount, all + 1);
	for (size_t i = 0; i < all; i++)
		if (tally->readers[i] > 0)
			counts[n++] =
				(MtCount){mt_slice_str(mt_readers[i]->name),
					  (int64_t)tally->readers[i]};
	return (MtCounts){counts, n};
}

void
mt_lines_record_fill_total(MtLinesRecord *record, const MtTally *tally,
			   MtArena *arena)
{
	const uint64_t *n = tally->classes;

	*record = (MtLinesRecord){
		.read = mt_number((int64_t)tally->read),
		.understood = mt_number((int64_t)n[MT_LINE_UNDERSTOOD]),
		.mail_not_understood = mt_number((int64_t)n[MT_LINE_MAIL]),
		.not_mail = mt_number((int64_t)n[MT_LINE_NOT_MAIL]),
		.damaged = mt_number((int64_t)n[MT_LINE_DAMAGED]),
		.events = mt_number((int64_t)tally->events),
		.lost = {(int64_t)tally->lost, tally->lost > 0},
		.readers = count_readers(tally, arena),
		.first = {tally->first_us, tally->decimals, tally->has_times},
		.last = {tally->last_us, tally->decimals, tally->has_times},
	};
}

void
mt_lines_record_fill(MtLinesRecord *record, const MtLogFile *file,
		     MtArena *arena)
{
	mt_lines_record_fill_total(record, &file->tally, arena);
	record->source = mt_slice_str(file->path);
	record->year_from = mt_from_word(file->year_from);
	record->zone_from = mt_from_word(file->zone_from);
}
