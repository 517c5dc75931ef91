/* Rows of comma-separated values, and the names of their columns. */
#include "mtalog/exchangerow.h"

#include "mtalog/scan.h"

static const struct {
	MtSlice name;
	MtColumn column;
} names[] = {
	{{"datetime", 8}, MT_COLUMN_TIME},
	{{"datetimeutc", 11}, MT_COLUMN_TIME},
	{{"timestamp", 9}, MT_COLUMN_TIME},
	{{"origintimestamputc", 18}, MT_COLUMN_TIME},
	{{"received", 8}, MT_COLUMN_TIME},
	{{"date", 4}, MT_COLUMN_TIME},
	{{"clientip", 8}, MT_COLUMN_CLIENT_IP},
	{{"clienthostname", 14}, MT_COLUMN_CLIENT_HOST},
	{{"serverip", 8}, MT_COLUMN_SERVER_IP},
	{{"serverhostname", 14}, MT_COLUMN_SERVER_HOST},
	{{"sourcecontext", 13}, MT_COLUMN_CONTEXT},
	{{"connectorid", 11}, MT_COLUMN_CONNECTOR},
	{{"source", 6}, MT_COLUMN_SOURCE},
	{{"eventid", 7}, MT_COLUMN_EVENT_ID},
	{{"internalmessageid", 17}, MT_COLUMN_INTERNAL_ID},
	{{"messageid", 9}, MT_COLUMN_MESSAGE_ID},
	{{"networkmessageid", 16}, MT_COLUMN_NETWORK_ID},
	{{"messagetraceid", 14}, MT_COLUMN_NETWORK_ID},
	{{"recipientaddress", 16}, MT_COLUMN_RECIPIENT},
	{{"recipients", 10}, MT_COLUMN_RECIPIENT},
	{{"recipientstatus", 15}, MT_COLUMN_RECIPIENT_STATUS},
	{{"totalbytes", 10}, MT_COLUMN_BYTES},
	{{"size", 4}, MT_COLUMN_BYTES},
	{{"recipientcount", 14}, MT_COLUMN_COUNT},
	{{"relatedrecipientaddress", 23}, MT_COLUMN_RELATED},
	{{"reference", 9}, MT_COLUMN_REFERENCE},
	{{"senderaddress", 13}, MT_COLUMN_SENDER},
	{{"sender", 6}, MT_COLUMN_SENDER},
	{{"returnpath", 10}, MT_COLUMN_RETURN_PATH},
	{{"messageinfo", 11}, MT_COLUMN_INFO},
	{{"originalclientip", 16}, MT_COLUMN_ORIGINAL_IP},
	{{"customdata", 10}, MT_COLUMN_CUSTOM},
	{{"sessionid", 9}, MT_COLUMN_SESSION},
	{{"remoteendpoint", 14}, MT_COLUMN_REMOTE},
	{{"event", 5}, MT_COLUMN_EVENT},
	{{"data", 4}, MT_COLUMN_DATA},
	{{"status", 6}, MT_COLUMN_STATUS},
	{{"toip", 4}, MT_COLUMN_TO_IP},
	{{"fromip", 6}, MT_COLUMN_FROM_IP},
	{{"startdate", 9}, MT_COLUMN_FROM_DATE},
	{{"enddate", 7}, MT_COLUMN_TO_DATE},
	{{"action", 6}, MT_COLUMN_ACTION},
	{{"detail", 6}, MT_COLUMN_DETAIL},
};

static bool
is_mark(char c)
{
	return c == '-' || c == '_' || c == ' ';
}

/* `name` has neither case nor marks. */
static bool
is_named(MtSlice cell, MtSlice name)
{
	size_t at = 0;

	for (size_t i = 0; i < cell.n; i++) {
		if (is_mark(cell.p[i]))
			continue;
		if (at == name.n || mt_lower(cell.p[i]) != name.p[at])
			return false;
		at++;
	}
	return at == name.n;
}

static MtColumn
column_of(MtSlice cell)
{
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (is_named(cell, names[i].name))
			return names[i].column;
	return MT_COLUMN_NONE;
}

/* Behind the opening quote, up to the one that is not doubled. */
static bool
take_quoted(MtSlice *rest, char mark, MtSlice *cell)
{
	const char *at = rest->p, *end = rest->p + rest->n;

	while ((at = memchr(at, '"', (size_t)(end - at))) != NULL) {
		if (at + 1 == end || at[1] != '"') {
			*cell = mt_slice(rest->p, (size_t)(at - rest->p));
			*rest = mt_slice(at + 1, (size_t)(end - at) - 1);
			return rest->n == 0 || rest->p[0] == mark;
		}
		at += 2;
	}
	return false;
}

/* The next cell and the mark behind it; *end behind the last one. */
static bool
take_cell(MtSlice *rest, char mark, MtSlice *cell, bool *quoted, bool *end)
{
	*quoted = mt_scan_skip(rest, MT_SLICE("\""));
	if (*quoted && !take_quoted(rest, mark, cell))
		return false;
	if (!*quoted) {
		size_t n = mt_slice_find_char(*rest, mark);

		*cell = mt_slice_sub(*rest, 0, n);
		*rest = mt_slice_sub(*rest, cell->n, rest->n);
	}
	*end = !mt_scan_skip(rest, mt_slice(&mark, 1));
	return true;
}

static bool
has(const MtExchangeRow *row, MtColumn column)
{
	return memchr(row->columns, (int)column, row->n_columns) != NULL;
}

static MtExchangeLog
which(const MtExchangeRow *row)
{
	if (!has(row, MT_COLUMN_TIME))
		return MT_EXCHANGE_UNKNOWN;
	if (has(row, MT_COLUMN_EVENT_ID) && has(row, MT_COLUMN_MESSAGE_ID))
		return MT_EXCHANGE_TRACKING;
	if (has(row, MT_COLUMN_SESSION) && has(row, MT_COLUMN_REMOTE) &&
	    has(row, MT_COLUMN_EVENT) && has(row, MT_COLUMN_DATA))
		return MT_EXCHANGE_SMTP;
	if (has(row, MT_COLUMN_MESSAGE_ID) && has(row, MT_COLUMN_SENDER) &&
	    (has(row, MT_COLUMN_STATUS) ||
	     has(row, MT_COLUMN_RECIPIENT_STATUS)))
		return MT_EXCHANGE_TRACE;
	if (has(row, MT_COLUMN_EVENT) && has(row, MT_COLUMN_ACTION) &&
	    has(row, MT_COLUMN_DETAIL))
		return MT_EXCHANGE_DETAIL;
	return MT_EXCHANGE_UNKNOWN;
}

static bool
read_head(MtExchangeRow *row, MtSlice line, char mark)
{
	MtExchangeRow head = {
		.sends = row->sends, .servers = row->servers, .mark = mark};
	bool quoted, end = false;
	MtSlice cell;

	while (!end && head.n_columns < MT_MAX_COLUMNS) {
		if (!take_cell(&line, mark, &cell, &quoted, &end))
			return false;
		cell = mt_slice_trim(cell);
		head.local |= is_named(cell, MT_SLICE("timestamp"));
		head.columns[head.n_columns++] = (unsigned char)column_of(cell);
	}
	head.log = which(&head);
	if (head.log == MT_EXCHANGE_UNKNOWN)
		return false;
	*row = head;
	return true;
}

static char
mark_of(const MtExchangeRow *row)
{
	if (row->mark == '\0')
		return ',';
	return row->mark;
}

/* Servers have commas. Where these are in numbers, PowerShell's -UseCulture takes a
 * semicolon. */
bool
mt_exchange_head(MtExchangeRow *row, MtSlice line)
{
	static const char others[] = {';', '\t'};

	if (read_head(row, line, mark_of(row)))
		return true;
	if (row->log != MT_EXCHANGE_UNKNOWN)
		return row->mark != '\0' && read_head(row, line, ',');
	for (size_t i = 0; i < sizeof others; i++)
		if (read_head(row, line, others[i]))
			return true;
	return false;
}

/* What PowerShell writes of a list is the name of its type. */
static bool
is_type(MtSlice cell)
{
	return mt_slice_starts(cell, MT_SLICE("System.")) &&
	       (mt_slice_ends_i(cell, MT_SLICE("[]")) ||
		mt_slice_starts(cell, MT_SLICE("System.Collections.")));
}

bool
mt_exchange_split(MtExchangeRow *row, MtSlice line)
{
	const char mark = mark_of(row);
	bool quoted, end = false;
	MtSlice cell;

	row->line = line;
	row->n = 0;
	row->more = false;
	memset(row->cells, 0, sizeof row->cells);
	while (!end) {
		if (!take_cell(&line, mark, &cell, &quoted, &end))
			return false;
		if (row->n < row->n_columns && !is_type(cell) &&
		    row->cells[row->columns[row->n]].p == NULL) {
			row->cells[row->columns[row->n]] = cell;
			row->quoted[row->columns[row->n]] = quoted;
		}
		row->more |= row->n >= row->n_columns && cell.n > 0;
		row->n++;
	}
	return true;
}

MtSlice
mt_exchange_cell(const MtExchangeRow *row, const MtReaderLine *line,
		 MtColumn column)
{
	MtSlice cell = row->cells[column], pair = MT_SLICE("\"\"");
	char *copy;
	size_t n = 0;

	if (cell.p == NULL || !row->quoted[column] ||
	    mt_slice_find(cell, pair) == MT_SLICE_NOWHERE)
		return cell;
	copy = mt_arena_take(line->arena, cell.n);
	for (size_t i = 0; i < cell.n; i++) {
		copy[n++] = cell.p[i];
		i += cell.p[i] == '"';
	}
	return mt_slice(copy, n);
}

void
mt_exchange_set(MtSlice *member, MtSlice value)
{
	if (value.n > 0)
		*member = value;
}

MtSlice
mt_exchange_bare(MtSlice id)
{
	if (id.n > 1 && id.p[0] == '<' && id.p[id.n - 1] == '>')
		return mt_slice_sub(id, 1, id.n - 1);
	return id;
}

void
mt_exchange_size(MtEvent *e, MtSlice value)
{
	if (mt_scan_number(&value, &e->size) && value.n == 0)
		e->has |= MT_HAS_SIZE;
}

bool
mt_exchange_part(MtSlice *rest, MtSlice *part)
{
	size_t i = 0;
	int depth = 0;

	if (rest->n == 0)
		return false;
	for (; i < rest->n && (depth > 0 || rest->p[i] != ';'); i++) {
		depth += rest->p[i] == '[' || rest->p[i] == '{';
		depth -= depth > 0 && (rest->p[i] == ']' || rest->p[i] == '}');
	}
	*part = mt_slice_sub(*rest, 0, i);
	*rest = mt_slice_sub(*rest, i + 1, rest->n);
	return true;
}

bool
mt_exchange_recipient(MtSlice *rest, MtSlice *recipient)
{
	MtSlice s = *rest;
	bool at = false;
	size_t i = 0;

	while (s.n > 0 && mt_slice_find_char(MT_SLICE("{};, "), s.p[0]) !=
				  MT_SLICE_NOWHERE)
		s = mt_slice(s.p + 1, s.n - 1);
	for (; i < s.n && s.p[i] != ';'; i++) {
		if (at && (s.p[i] == ' ' || s.p[i] == ',' || s.p[i] == '}'))
			break;
		at = at || s.p[i] == '@';
	}
	*recipient = mt_slice_sub(s, 0, i);
	*rest = mt_slice_sub(s, i, s.n);
	return i > 0;
}

size_t
mt_exchange_count(MtSlice list)
{
	MtSlice part = {0};
	size_t n = 0, had;

	do {
		had = list.n;
		n += mt_exchange_part(&list, &part);
	} while (list.n > 0);
	return n + (had > part.n);
}

size_t
mt_exchange_recipients(MtSlice list)
{
	MtSlice recipient;
	size_t n = 0;

	while (mt_exchange_recipient(&list, &recipient))
		n++;
	return n;
}
