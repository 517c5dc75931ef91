/* How the tables of filters are written down; for those and nothing else. */
#ifndef MT_MTALOG_FILTERWORDS_H
#define MT_MTALOG_FILTERWORDS_H

#include "mtalog/filtertext.h"

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}
#define KEY(literal, stops, member)                                            \
	{                                                                      \
		HEAD(literal), stops, MT_FILTER_TEXT,                          \
			offsetof(MtEvent, member)                              \
	}
#define ADDRESS(literal, stops, member)                                        \
	{                                                                      \
		HEAD(literal), stops, MT_FILTER_ADDRESS,                       \
			offsetof(MtEvent, member)                              \
	}
#define FORM(literal, stops, form)                                             \
	{                                                                      \
		HEAD(literal), stops, form, 0                                  \
	}
#define NO_KEYS                                                                \
	{                                                                      \
		{NULL, 0}, NULL, MT_FILTER_TEXT, 0                             \
	}
#define SAYS(literal, status)                                                  \
	{                                                                      \
		HEAD(literal), MT_EVENT_OTHER, status                          \
	}
#define NO_MORE                                                                \
	{                                                                      \
		{"", 0}, MT_EVENT_KINDS, MT_STATUS_NONE                        \
	}

#endif
