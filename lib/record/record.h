/*
 * Records: what the programs print for one another, as JSON Lines and TSV.
 * mailtrace-record(5) is the contract.
 *
 * A kind of record is a flat C struct and a const table that says what each
 * member is called, how it is written and what it means. Code walks the table:
 * there is no writer or reader for a single kind. A struct of all zero bytes is
 * a record of which nothing is known.
 */
#ifndef MT_RECORD_RECORD_H
#define MT_RECORD_RECORD_H

#include <glib.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/ipaddr.h"
#include "base/slice.h"
#include "base/time.h"

/* The `mt` of every record. The manual has the history of the numbers. */
#define MT_RECORD_SCHEMA 1

/* A number that may not be known; one that is zero is known to be zero. */
typedef struct {
	int64_t n;
	bool known;
} MtNumber;

static inline MtNumber
mt_number(int64_t n)
{
	return (MtNumber){n, true};
}

typedef struct {
	int64_t us; /* UTC */
	uint8_t decimals;
	bool known;
} MtInstant;

static inline MtInstant
mt_instant(const MtTime *time)
{
	return (MtInstant){time->us, time->decimals, time->known};
}

typedef struct {
	const MtSlice *texts;
	size_t n;
} MtTexts;

typedef struct {
	MtSlice name;
	int64_t n;
} MtCount;

typedef struct {
	const MtCount *counts;
	size_t n;
} MtCounts;

/*
 * Structs that stand in a record: rows of a recipient, pieces of evidence. Each
 * has the size of the member's `part`. A list that was read carries its JSON as
 * it stood there, so that members that are not known pass through; who changes
 * the items clears it.
 */
typedef struct {
	const void *items;
	size_t n;
	MtSlice json; /* p is NULL for a list that was made here */
} MtObjects;

typedef enum {
	MT_MEMBER_TEXT,    /* MtSlice; not known where p is NULL */
	MT_MEMBER_TEXTS,   /* MtTexts; not known where n is 0 */
	MT_MEMBER_NUMBER,  /* MtNumber, a whole number */
	MT_MEMBER_DECIMAL, /* MtNumber in millionths: seconds, shares */
	MT_MEMBER_TIME,    /* MtInstant */
	MT_MEMBER_ADDRESS, /* MtIp, without its scope */
	MT_MEMBER_TRUE,    /* bool; written where true */
	MT_MEMBER_COUNTS,  /* MtCounts; not known where n is 0 */
	MT_MEMBER_OBJECTS, /* MtObjects; not known where n is 0 */
} MtMemberType;

enum { MT_KEY_ROOM = 32 };

typedef struct MtPart MtPart;

typedef struct {
	MtSlice name;
	/* The name as the encoder writes it: `,"name":`. At least MT_KEY_ROOM
	 * bytes can be read there, so that a copy of that length serves. */
	MtSlice key;
	MtMemberType type;
	size_t offset;       /* in the struct of the kind */
	const char *unit;    /* `seconds`, `bytes`, `text`, ...; never NULL */
	const char *meaning; /* one line */
	const MtPart *part;  /* of MT_MEMBER_OBJECTS, else NULL */
} MtMember;

/* What objects in records are made of; they hold no further objects. */
struct MtPart {
	const char *name; /* of its section in the manual */
	size_t size;      /* of the struct */
	const MtMember *members;
	size_t n;
};

typedef struct {
	const char *name;
	MtSlice head; /* what every JSON line of the kind begins with */
	size_t size;  /* of its struct */
	const MtMember *members;
	size_t n;
} MtRecordKind;

/* In the order of the manual, NULL at the end. */
extern const MtRecordKind *const mt_record_kinds[];

const MtRecordKind *mt_record_kind_find(MtSlice name);

/* A member that a kind does not have, as it stands in the line. */
typedef struct {
	MtSlice name;  /* with its quotes */
	MtSlice value; /* JSON text */
} MtForeign;

/* One record that was read. */
typedef struct {
	const MtRecordKind *kind; /* NULL: a kind that is not known here */
	void *data;               /* the struct of the kind; NULL without one */
	const MtForeign *foreign; /* in the order of the line */
	size_t n_foreign;
} MtRecord;

/*
 * One line of JSON, its line end included: the known members in the order of
 * the table. Text that is not UTF-8 is followed by its bytes as `NAME_b64`.
 */
void mt_record_add_json(MtBuf *out, const MtRecordKind *kind, const void *data);

/* The same for a record that was read, with the members that came with it. */
void mt_record_pass_json(MtBuf *out, const MtRecord *record);

/*
 * TSV: a line of names, then one line for each record, with all members of the
 * kind in the order of the table. What is not known is `\N`. Tab, line feed and
 * backslash are `\t`, `\n` and `\\`; every byte of a character that would not be
 * seen as itself, or that is not UTF-8, is `\xHH`. The texts of a list have
 * commas between them; a comma in one is `\x2c`. Counts are `NAME=N` in such a
 * list, objects are JSON.
 */
void mt_record_add_tsv_head(MtBuf *out, const MtRecordKind *kind);
void mt_record_add_tsv(MtBuf *out, const MtRecordKind *kind, const void *data);

/*
 * Read a line of JSON; `number` is that of the line, for the error. Text is
 * copied to `arena`; foreign members are borrowed from `line`. A member that
 * is null counts as left out.
 *
 * A kind that is not known is no error: such a line is passed on as it is.
 * Returns false with MT_ERROR_FORMAT for what is not a record of schema 1, or
 * has a known member of the wrong type; MT_ERROR_LIMIT where it
 * is too long or has too many values.
 */
bool mt_record_read(MtSlice line, uint64_t number, MtArena *arena,
		    MtRecord *record, GError **error);

#endif
