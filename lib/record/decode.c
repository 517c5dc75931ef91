/* A line of JSON as a record: known members by the table, others by the way. */
#include "base/error.h"
#include "base/jsonread.h"
#include "base/time.h"
#include "record/record.h"

typedef struct {
	const MtMember *members;
	size_t n;
	MtArena *arena;
	char *data;
	size_t next; /* row to look at first: writers keep the table's order */
	MtForeign *foreign;
	size_t n_foreign;
} Reader;

/* A member as jansson understood it, and as it stands in the line. */
typedef struct {
	MtSlice name;
	const json_t *value;
	MtSlice text;
} Given;

/* The list of all texts of a JSON array; false when one is not as wanted. */
static bool
read_list(Reader *r, const json_t *array, bool base64, MtTexts *list)
{
	size_t n = json_array_size(array);
	MtSlice *texts;

	if (!json_is_array(array))
		return false;
	texts = MT_ARENA_NEW0(r->arena, MtSlice, n + 1);
	for (size_t i = 0; i < n; i++) {
		MtSlice s = mt_json_bytes(json_array_get(array, i));

		if (s.p == NULL)
			return false;
		if (!base64)
			texts[i] = mt_arena_copy(r->arena, s);
		else if (!mt_json_read_base64(s, r->arena, &texts[i]))
			return false;
	}
	*list = (MtTexts){texts, n};
	return true;
}

static bool
read_counts(Reader *r, const json_t *object, MtCounts *list)
{
	size_t n = 0;
	MtCount *counts =
		MT_ARENA_NEW0(r->arena, MtCount, json_object_size(object) + 1);

	for (void *i = json_object_iter((json_t *)object); i != NULL;
	     i = json_object_iter_next((json_t *)object, i)) {
		const json_t *value = json_object_iter_value(i);

		if (!json_is_integer(value))
			return false;
		counts[n].name = mt_arena_copy(
			r->arena, mt_slice_str(json_object_iter_key(i)));
		counts[n++].n = json_integer_value(value);
	}
	*list = (MtCounts){counts, n};
	return json_is_object(object);
}

/* The scope is a member of its own, which may have come before. */
static bool
read_address(MtSlice text, MtIp *ip)
{
	MtSlice scope = ip->scope;
	bool good = mt_ip_parse(text, ip) && ip->scope.p == NULL;

	ip->scope = scope;
	return good;
}

static bool
read_time(MtSlice text, MtInstant *time)
{
	unsigned decimals = 0;

	time->known = mt_time_parse_rfc3339(text, &time->us, &decimals);
	time->decimals = (uint8_t)decimals;
	return time->known;
}

/* Objects in objects: as deep as the tables of members are, and no deeper.
 * NOLINTBEGIN(misc-no-recursion) */
static bool read_object(Reader *r, const json_t *object, MtSlice text);

/* All objects of an array; false when one has a member of the wrong type. */
static bool
read_objects(Reader *r, const MtPart *part, const Given *given, MtObjects *list)
{
	size_t n = json_array_size(given->value);
	char *items = memset(mt_arena_take(r->arena, part->size * (n + 1)), 0,
			     part->size * (n + 1));
	MtSlice rest = given->text, text;

	for (size_t i = 0; i < n && mt_json_next_element(&rest, &text); i++) {
		Reader item = {.members = part->members,
			       .n = part->n,
			       .arena = r->arena,
			       .data = items + i * part->size};

		if (!read_object(&item, json_array_get(given->value, i), text))
			return false;
	}
	*list = (MtObjects){items, n, given->text};
	return json_is_array(given->value);
}

/* Text and lists that are there already came as base64: they are exact. */
static bool
read_member(Reader *r, const MtMember *m, const Given *given)
{
	void *at = r->data + m->offset;
	MtSlice bytes = mt_json_bytes(given->value);
	MtNumber *number = at;

	switch (m->type) {
	case MT_MEMBER_TEXT:
		if (((MtSlice *)at)->p == NULL && bytes.p != NULL)
			*(MtSlice *)at = mt_arena_copy(r->arena, bytes);
		return bytes.p != NULL;
	case MT_MEMBER_TEXTS:
		return ((MtTexts *)at)->n > 0 ||
		       read_list(r, given->value, false, at);
	case MT_MEMBER_NUMBER:
		*number = mt_number(json_integer_value(given->value));
		return json_is_integer(given->value);
	case MT_MEMBER_DECIMAL:
		number->known = json_is_number(given->value) &&
				mt_json_read_seconds(given->text, &number->n);
		return number->known;
	case MT_MEMBER_TIME:
		return bytes.p != NULL && read_time(bytes, at);
	case MT_MEMBER_ADDRESS:
		return bytes.p != NULL && read_address(bytes, at);
	case MT_MEMBER_COUNTS:
		return read_counts(r, given->value, at);
	case MT_MEMBER_OBJECTS:
		return read_objects(r, m->part, given, at);
	case MT_MEMBER_TRUE:
		*(bool *)at = json_is_true(given->value);
		return json_is_boolean(given->value);
	}
	return false;
}

static bool
read_base64(Reader *r, const MtMember *m, const Given *given)
{
	void *at = r->data + m->offset;
	MtSlice bytes = mt_json_bytes(given->value);

	if (m->type == MT_MEMBER_TEXTS)
		return read_list(r, given->value, true, at);
	return bytes.p != NULL && mt_json_read_base64(bytes, r->arena, at);
}

static const MtMember *
find_member(Reader *r, MtSlice name)
{
	for (size_t i = 0; i < r->n; i++) {
		size_t row = (r->next + i) % r->n;

		if (mt_slice_eq(r->members[row].name, name)) {
			r->next = row + 1;
			return &r->members[row];
		}
	}
	return NULL;
}

/* The member whose bytes `name` carries, when it is `NAME_b64` of a text. */
static const MtMember *
find_base64(Reader *r, MtSlice name)
{
	MtSlice tail = MT_SLICE("_b64");
	size_t stem = name.n < tail.n ? 0 : name.n - tail.n;
	const MtMember *m;

	if (!mt_slice_eq(mt_slice_sub(name, stem, name.n), tail))
		return NULL;
	m = find_member(r, mt_slice_sub(name, 0, stem));
	if (m == NULL ||
	    (m->type != MT_MEMBER_TEXT && m->type != MT_MEMBER_TEXTS))
		return NULL;
	return m;
}

static void
keep_foreign(Reader *r, MtSlice quoted, MtSlice text)
{
	if ((r->n_foreign & (r->n_foreign - 1)) == 0) {
		size_t room = r->n_foreign == 0 ? 1 : r->n_foreign * 2;
		MtForeign *more = MT_ARENA_NEW0(r->arena, MtForeign, room);

		if (r->n_foreign > 0)
			memcpy(more, r->foreign, r->n_foreign * sizeof *more);
		r->foreign = more;
	}
	r->foreign[r->n_foreign++] = (MtForeign){quoted, text};
}

/* One member of the line; false when it is known and of the wrong type. */
static bool
take_member(Reader *r, const Given *given, MtSlice quoted)
{
	const MtMember *m;

	if (mt_slice_eq(given->name, MT_SLICE("mt")) ||
	    mt_slice_eq(given->name, MT_SLICE("kind")))
		return true;
	m = find_member(r, given->name);
	if (m != NULL)
		return json_is_null(given->value) || read_member(r, m, given);
	m = find_base64(r, given->name);
	if (m != NULL)
		return json_is_null(given->value) || read_base64(r, m, given);
	keep_foreign(r, quoted, given->text);
	return true;
}

/*
 * Jansson keeps the order of the text, so both walks meet the same members.
 * Returns the name of a member that is not as it must be; p is NULL where all
 * are.
 */
static MtSlice
read_members(Reader *r, const json_t *object, MtSlice text)
{
	json_t *walked = (json_t *)object;
	MtSlice quoted;
	Given given;

	for (void *i = json_object_iter(walked); i != NULL;
	     i = json_object_iter_next(walked, i)) {
		given.name = mt_slice_str(json_object_iter_key(i));
		given.value = json_object_iter_value(i);
		if (!mt_json_next_member(&text, &quoted, &given.text) ||
		    !take_member(r, &given, quoted))
			return given.name;
	}
	return mt_slice(NULL, 0);
}

static bool
read_object(Reader *r, const json_t *object, MtSlice text)
{
	return json_is_object(object) &&
	       read_members(r, object, text).p == NULL;
}
/* NOLINTEND(misc-no-recursion) */

/* The name of the kind; p is NULL, with an error, where it is no record. */
static MtSlice
read_head(const json_t *root, uint64_t number, GError **error)
{
	json_int_t schema = json_integer_value(json_object_get(root, "mt"));
	MtSlice kind = mt_json_bytes(json_object_get(root, "kind"));

	if (schema == MT_RECORD_SCHEMA && kind.p != NULL)
		return kind;
	if (schema > MT_RECORD_SCHEMA)
		g_set_error(error, MT_ERROR, MT_ERROR_FORMAT,
			    "line %" G_GUINT64_FORMAT
			    ": schema %" JSON_INTEGER_FORMAT
			    " is newer than this program",
			    number, schema);
	else
		g_set_error(error, MT_ERROR, MT_ERROR_FORMAT,
			    "line %" G_GUINT64_FORMAT
			    ": not a record: no \"mt\" and \"kind\"",
			    number);
	return mt_slice(NULL, 0);
}

bool
mt_record_read(MtSlice line, uint64_t number, MtArena *arena, MtRecord *record,
	       GError **error)
{
	json_auto_t *root = mt_json_read(line, number, error);
	Reader r;
	const MtRecordKind *kind;
	MtSlice name, wrong;

	*record = (MtRecord){0};
	if (root == NULL)
		return false;
	name = read_head(root, number, error);
	if (name.p == NULL)
		return false;
	kind = mt_record_kind_find(name);
	if (kind == NULL)
		return true;
	r = (Reader){
		.members = kind->members,
		.n = kind->n,
		.arena = arena,
		.data = memset(mt_arena_take(arena, kind->size), 0, kind->size),
	};
	wrong = read_members(&r, root, line);
	if (wrong.p != NULL) {
		g_set_error(error, MT_ERROR, MT_ERROR_FORMAT,
			    "line %" G_GUINT64_FORMAT
			    ": member %.*s is not what mailtrace-record(5) "
			    "says",
			    number, (int)wrong.n, wrong.p);
		return false;
	}
	*record = (MtRecord){kind, r.data, r.foreign, r.n_foreign};
	return true;
}
