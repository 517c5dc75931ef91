/*
 * conformance CORPUS DEVIATIONS: read the cases of other parsers' test suites
 * and print where mailtrace differs. CORPUS is a folder of *.jsonl files, see
 * conformance.h; the cases belong to others and are not part of this project.
 *
 * DEVIATIONS is a Markdown table, `| suite | case | member | ...`: what differs
 * on purpose. A difference that is not listed fails; so does a listed one that
 * is none any more.
 */
#include "conformance.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
	char *key; /* suite/case/member */
	bool met;
} Deviation;

typedef struct {
	GArray *deviations; /* of Deviation */
	MtArena *arena;
	size_t cases, passed, deviating, failed;
} Run;

static char *
key_of(const char *suite, const char *number, const char *member)
{
	return g_strdup_printf("%s/%s/%s", suite, number, member);
}

static bool
read_deviations(const char *path, GArray *into)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return false;
	lines = g_strsplit(text, "\n", -1);
	for (size_t i = 0; lines[i] != NULL; i++) {
		g_auto(GStrv) cell = g_strsplit(lines[i], "|", -1);
		Deviation d = {NULL, false};

		if (g_strv_length(cell) < 5 ||
		    !g_ascii_isdigit(g_strstrip(cell[2])[0]))
			continue;
		d.key = key_of(g_strstrip(cell[1]), cell[2],
			       g_strstrip(cell[3]));
		g_array_append_val(into, d);
	}
	return true;
}

static bool
is_deviation(Run *run, const char *suite, const char *number,
	     const char *member)
{
	g_autofree char *key = key_of(suite, number, member);

	for (size_t i = 0; i < run->deviations->len; i++) {
		Deviation *d = &g_array_index(run->deviations, Deviation, i);

		if (strcmp(d->key, key) == 0)
			return d->met = true;
	}
	return false;
}

static void
print_member(const char *name, MtSlice s)
{
	if (s.p != NULL)
		printf(" %s=%.*s", name, (int)s.n, s.p);
}

static void
print_reading(const MtReceived *r)
{
	g_auto(MtBuf) text = {0};

	if (r->ip.family != 0)
		mt_ip_add(&text, &r->ip);
	printf("   read as %s:", r->dialect);
	print_member("ip", mt_buf_slice(&text));
	print_member("helo", r->helo);
	print_member("rdns", r->rdns);
	print_member("ident", r->ident);
	print_member("by", r->by);
	print_member("software", r->software);
	print_member("with", r->with);
	print_member("tls", r->tls_version);
	print_member("cipher", r->tls_cipher);
	print_member("auth", r->auth);
	print_member("id", r->id);
	print_member("envelope_from", r->envelope_from);
	text.n = 0;
	if (r->time.known)
		mt_time_add_utc(&text, r->time.us, r->time.decimals);
	print_member("time", mt_buf_slice(&text));
	putchar('\n');
}

/* As one line, as the splitter of header fields gives it. */
static MtSlice
unfolded(json_t *received, MtArena *arena)
{
	size_t n = json_string_length(received);
	char *copy = mt_arena_take(arena, n);

	memcpy(copy, json_string_value(received), n);
	for (size_t i = 0; i < n; i++)
		if (copy[i] == '\r' || copy[i] == '\n')
			copy[i] = ' ';
	return mt_slice(copy, n);
}

static const Rule *
rule_for(const char *source, const char *member)
{
	for (const Suite *s = conformance_suites; s->source != NULL; s++)
		for (const Rule *r = s->rules; r->member != NULL; r++)
			if (strcmp(s->source, source) == 0 &&
			    strcmp(r->member, member) == 0)
				return r;
	return NULL;
}

/* As mt_received_parse() reads it. */
static MtSlice
without_nul(MtSlice value, MtArena *arena)
{
	char *copy = mt_arena_take(arena, value.n);
	size_t n = 0;

	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] != '\0')
			copy[n++] = value.p[i];
	return mt_slice(copy, n);
}

typedef enum { PASSED, DEVIATING, FAILED } Result;

static Result
check_member(Run *run, json_t *line, const Reading *c, const char *member,
	     json_t *want)
{
	const char *source = json_string_value(json_object_get(line, "source"));
	const Rule *rule = rule_for(source, member);
	g_autofree char *number =
		g_strdup_printf("%" JSON_INTEGER_FORMAT,
				json_integer_value(json_object_get(line, "n")));
	g_autofree char *shown = NULL;

	if (rule != NULL && rule->agrees(c, want))
		return PASSED;
	if (is_deviation(run, source, number, member))
		return DEVIATING;
	shown = want == NULL ? g_strdup("") : json_dumps(want, JSON_ENCODE_ANY);
	printf("%s %s: %s %s\n", source, number, member,
	       rule == NULL ? "has no rule" : shown);
	print_reading(&c->r);
	return FAILED;
}

static void
check_case(Run *run, json_t *line)
{
	const char *status = json_string_value(json_object_get(line, "status"));
	MtSlice value = unfolded(json_object_get(line, "received"), run->arena);
	MtNotes notes = {0};
	Result worst = PASSED, result;
	const char *member;
	json_t *want;
	Reading c;

	mt_received_parse(value, 0, run->arena, &c.r);
	mt_clauses_read(without_nul(value, run->arena), 0, run->arena,
			&c.clauses, &notes);
	if (strcmp(status, "parsed") != 0)
		worst = check_member(run, line, &c, status, NULL);
	json_object_foreach(json_object_get(line, "expect"), member, want)
	{
		result = check_member(run, line, &c, member, want);
		worst = MAX(worst, result);
	}
	run->cases++;
	run->passed += worst == PASSED;
	run->deviating += worst == DEVIATING;
	run->failed += worst == FAILED;
	mt_arena_reset(run->arena);
}

static bool
check_file(Run *run, const char *path)
{
	FILE *in = fopen(path, "r");
	json_t *line;

	if (in == NULL)
		return false;
	while ((line = json_loadf(in, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL,
				  NULL)) != NULL) {
		check_case(run, line);
		json_decref(line);
	}
	fclose(in);
	return true;
}

static bool
check_folder(Run *run, const char *path)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	if (folder == NULL)
		return false;
	while ((name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *file = g_build_filename(path, name, NULL);

		if (g_str_has_suffix(name, ".jsonl") && !check_file(run, file))
			return false;
	}
	return true;
}

static size_t
stale_deviations(const Run *run)
{
	size_t stale = 0;

	for (size_t i = 0; i < run->deviations->len; i++) {
		Deviation *d = &g_array_index(run->deviations, Deviation, i);

		if (d->met)
			continue;
		printf("%s: listed as a deviation, and is none\n", d->key);
		stale++;
	}
	return stale;
}

static void
deviation_clear(void *deviation)
{
	g_free(((Deviation *)deviation)->key);
}

int
main(int argc, char **argv)
{
	Run run = {g_array_new(FALSE, FALSE, sizeof(Deviation)),
		   mt_arena_new(),
		   0,
		   0,
		   0,
		   0};
	size_t stale;

	g_array_set_clear_func(run.deviations, deviation_clear);
	if (argc != 3 || !read_deviations(argv[2], run.deviations) ||
	    !check_folder(&run, argv[1]) || run.cases == 0) {
		fputs("usage: conformance CORPUS DEVIATIONS\n", stderr);
		return 2;
	}
	stale = stale_deviations(&run);
	printf("%zu cases: %zu pass, %zu deviate on purpose, %zu fail\n",
	       run.cases, run.passed, run.deviating, run.failed);
	g_array_unref(run.deviations);
	mt_arena_free(run.arena);
	return run.failed > 0 || stale > 0;
}
