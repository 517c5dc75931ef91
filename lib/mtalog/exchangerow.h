/*
 * One row of Exchange's comma-separated logs (RFC 4180): which column is which
 * is said by `#Fields:`, or by a first row of names, whatever the version. Names
 * are compared without case, '-', '_' and space, so that `date-time` of a server,
 * `date_time_utc` of Microsoft 365 and `DateTime` of a script are one. Internal
 * to lib/mtalog; the reader is readers/exchange.c.
 */
#ifndef MT_MTALOG_EXCHANGEROW_H
#define MT_MTALOG_EXCHANGEROW_H

#include "base/arena.h"
#include "base/limits.h"
#include "mtalog/reader.h"

typedef enum {
	MT_COLUMN_NONE,
	MT_COLUMN_TIME,
	MT_COLUMN_CLIENT_IP,
	MT_COLUMN_CLIENT_HOST,
	MT_COLUMN_SERVER_IP,
	MT_COLUMN_SERVER_HOST,
	MT_COLUMN_CONTEXT,
	MT_COLUMN_CONNECTOR,
	MT_COLUMN_SOURCE,
	MT_COLUMN_EVENT_ID,
	MT_COLUMN_INTERNAL_ID,
	MT_COLUMN_MESSAGE_ID,
	MT_COLUMN_NETWORK_ID,
	MT_COLUMN_RECIPIENT,
	MT_COLUMN_RECIPIENT_STATUS,
	MT_COLUMN_BYTES,
	MT_COLUMN_COUNT,
	MT_COLUMN_RELATED,
	MT_COLUMN_REFERENCE,
	MT_COLUMN_SENDER,
	MT_COLUMN_RETURN_PATH,
	MT_COLUMN_INFO,
	MT_COLUMN_ORIGINAL_IP,
	MT_COLUMN_CUSTOM,
	/* Of the logs of connectors. */
	MT_COLUMN_SESSION,
	MT_COLUMN_REMOTE,
	MT_COLUMN_EVENT,
	MT_COLUMN_DATA,
	/* Of message traces. */
	MT_COLUMN_STATUS,
	MT_COLUMN_TO_IP,
	MT_COLUMN_FROM_IP,
	MT_COLUMN_FROM_DATE, /* what was asked for, in each row */
	MT_COLUMN_TO_DATE,
	/* Of the details of one. */
	MT_COLUMN_ACTION,
	MT_COLUMN_DETAIL,
	MT_COLUMNS,
} MtColumn;

typedef enum {
	MT_EXCHANGE_UNKNOWN,
	MT_EXCHANGE_TRACKING,
	MT_EXCHANGE_SMTP, /* of a connector */
	MT_EXCHANGE_TRACE,
	MT_EXCHANGE_DETAIL, /* of a message in a trace */
} MtExchangeLog;

/* What is known of a log, and its row at hand. All zero is nothing. */
typedef struct {
	MtExchangeLog log;
	bool sends;                            /* a connector that sends */
	unsigned char columns[MT_MAX_COLUMNS]; /* MtColumn */
	size_t n_columns;
	char mark;       /* between cells, where it is no comma */
	bool guessed;    /* there may be more columns */
	bool local;      /* times without a zone are not in UTC */
	unsigned orders; /* of day and month, that dates had without doubt */

	MtSlice line;              /* that the cells are of */
	MtSlice cells[MT_COLUMNS]; /* without quotes around */
	bool quoted[MT_COLUMNS];   /* they may hold doubled quotes */
	size_t n;                  /* cells of the line, known or not */
	bool more;                 /* than columns, and not empty */

	/* Servers whose rows these are; the last is of rows that name none. */
	GPtrArray *servers; /* of char *, made when first needed */
} MtExchangeRow;

/* A row of names, of which enough are known to say which log it is. */
bool mt_exchange_head(MtExchangeRow *row, MtSlice line);

/* Split a line; false where a quote does not end. */
bool mt_exchange_split(MtExchangeRow *row, MtSlice line);

/* It has the cells that the log has: with a comma too many, cells are those of other
 * columns. */
static inline bool
mt_exchange_is_whole(const MtExchangeRow *row)
{
	return row->n >= row->n_columns && (row->guessed || !row->more);
}

/* A cell; n is 0 where the row or the log has none. */
MtSlice mt_exchange_cell(const MtExchangeRow *row, const MtReaderLine *line,
			 MtColumn column);

/*
 * The time of the row; not known where it may be one of two dates. Rows with no
 * doubt decide for those behind them.
 */
bool mt_exchange_time(MtExchangeRow *row, MtStamp *stamp);

/* The events of a row of each log. */
MtLineClass mt_exchange_tracking(const MtExchangeRow *row,
				 const MtReaderLine *line);
MtLineClass mt_exchange_smtp(const MtExchangeRow *row,
			     const MtReaderLine *line);
MtLineClass mt_exchange_trace(const MtExchangeRow *row,
			      const MtReaderLine *line);
MtLineClass mt_exchange_detail(const MtExchangeRow *row,
			       const MtReaderLine *line);

/*
 * The latency tree of message-info, `TIME;SRV=HOST:TOTAL-HUB=1.5|SMR=0.1|CAT=0.2
 * (..)|QDE=0.7|SMS=0.5`, of the last host in it: the total is the delay, what
 * receiving took (SMR) is before the queue, SMSC is connecting, the rest of SMS
 * and SDD are the transmission, and what remains was time in queues.
 */
void mt_exchange_latency(MtSlice info, MtEvent *event);

/* Members that rows of several logs have. */
void mt_exchange_set(MtSlice *member, MtSlice value); /* if it is not empty */
MtSlice mt_exchange_bare(MtSlice id);                 /* without <> */
void mt_exchange_size(MtEvent *event, MtSlice value);

/* `[{LED=450 4.4.1 text};{MSG=};{FQDN=mx.b.example};{IP=192.0.2.25};..]`, or any
 * text: the reply, its status code, and the relay. */
void mt_exchange_status(MtEvent *event, MtSlice status);

/* The next of `a;b;c`; a ';' between brackets does not count. */
bool mt_exchange_part(MtSlice *rest, MtSlice *part);
size_t mt_exchange_count(MtSlice list); /* `;` are two */

/* The next of `a;b`, `a, b`, `a b` or `{a, b}`: behind its '@' an address has
 * neither comma nor space. */
bool mt_exchange_recipient(MtSlice *rest, MtSlice *recipient);
size_t mt_exchange_recipients(MtSlice list);

#endif
