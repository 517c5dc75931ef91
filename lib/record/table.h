/*
 * Rows of the tables, for the files that define a kind. The file defines OF as
 * its struct; each row checks that the member has the C type that it is read
 * with, so a wrong row does not compile.
 */
#ifndef MT_RECORD_TABLE_H
#define MT_RECORD_TABLE_H

#include <stddef.h>

#include "record/record.h"

/* A literal with MT_KEY_ROOM bytes behind its beginning: see MtMember. */
#define MT_PADDED(text)                                                        \
	{                                                                      \
		text "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"                        \
		     "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",                       \
			sizeof(text) - 1                                       \
	}

#define MT_ROW(what, ctype, member, json, measure, text)                       \
	{                                                                      \
		.name = {json, sizeof(json) - 1},                              \
		.key = MT_PADDED(",\"" json "\":"), .type = MT_MEMBER_##what,  \
		.offset = offsetof(OF, member) +                               \
			  _Generic(((OF *)0)->member, /* NOLINTNEXTLINE */     \
				   ctype                                       \
				   : (size_t)0),                               \
		.unit = (measure), .meaning = (text),                          \
	}

#define MT_TEXT(member, json, text)                                            \
	MT_ROW(TEXT, MtSlice, member, json, "text", text)
#define MT_TEXTS(member, json, text)                                           \
	MT_ROW(TEXTS, MtTexts, member, json, "list of text", text)
#define MT_NUMBER(member, json, text)                                          \
	MT_ROW(NUMBER, MtNumber, member, json, "number", text)
#define MT_BYTES(member, json, text)                                           \
	MT_ROW(NUMBER, MtNumber, member, json, "bytes", text)
#define MT_SECONDS(member, json, text)                                         \
	MT_ROW(DECIMAL, MtNumber, member, json, "seconds", text)
#define MT_SHARE(member, json, text)                                           \
	MT_ROW(DECIMAL, MtNumber, member, json, "share", text)
#define MT_TIME(member, json, text)                                            \
	MT_ROW(TIME, MtInstant, member, json, "time", text)
#define MT_ADDRESS(member, json, text)                                         \
	MT_ROW(ADDRESS, MtIp, member, json, "address", text)
#define MT_TRUE(member, json, text)                                            \
	MT_ROW(TRUE, bool, member, json, "true", text)

#define MT_COUNTS(member, json, text)                                          \
	MT_ROW(COUNTS, MtCounts, member, json, "counts", text)

#define MT_OBJECTS(list, json, of, text)                                       \
	{                                                                      \
		.name = {json, sizeof(json) - 1},                              \
		.key = MT_PADDED(",\"" json "\":"), .type = MT_MEMBER_OBJECTS, \
		.offset = offsetof(OF, list) +                                 \
			  _Generic(((OF *)0)->list, /* NOLINTNEXTLINE */       \
				   MtObjects                                   \
				   : (size_t)0),                               \
		.unit = "list of objects", .meaning = (text), .part = (of),    \
	}

/* The part called `word` whose rows are `rows` and whose struct is OF. */
#define MT_PART(word, rows)                                                    \
	{                                                                      \
		.name = (word), .size = sizeof(OF), .members = (rows),         \
		.n = sizeof(rows) / sizeof(rows)[0],                           \
	}

#define MT_STRINGIZE_(x) #x
#define MT_STRINGIZE(x) MT_STRINGIZE_(x)
#define MT_HEAD(json)                                                          \
	"{\"mt\":" MT_STRINGIZE(MT_RECORD_SCHEMA) ",\"kind\":\"" json "\""

/* The kind called `json` whose rows are `rows` and whose struct is OF. */
#define MT_KIND(json, rows)                                                    \
	{                                                                      \
		.name = (json),                                                \
		.head = {MT_HEAD(json), sizeof(MT_HEAD(json)) - 1},            \
		.size = sizeof(OF), .members = (rows),                         \
		.n = sizeof(rows) / sizeof(rows)[0],                           \
	}

#endif
