/* The three forms of every program's output. */
#ifndef MT_REPORT_FORMAT_H
#define MT_REPORT_FORMAT_H

typedef enum {
	MT_FORMAT_TEXT, /* for people */
	MT_FORMAT_JSON, /* one object per line */
	MT_FORMAT_TSV,  /* a line of names, then one line per record */
} MtFormat;

#endif
