/* The two lower stages of reading Received: bytes to tokens to clauses. */
#include <check.h>

#include "base/buf.h"
#include "base/limits.h"
#include "received/clause.h"

/* As `word|(comment)|;`, so that tables can be read. */
static void
show(const MtToken *tokens, size_t n, MtBuf *out)
{
	for (size_t i = 0; i < n; i++) {
		bool comment = tokens[i].kind == MT_TOKEN_COMMENT;

		if (i > 0)
			mt_buf_add_char(out, '|');
		if (comment)
			mt_buf_add_char(out, '(');
		mt_buf_add(out, tokens[i].text);
		if (comment)
			mt_buf_add_char(out, ')');
	}
	mt_buf_add_char(out, '\0');
}

static const struct {
	const char *value, *tokens;
} lexical[] = {
	{"", ""},
	{"  \t ", ""},
	{"a", "a"},
	{" a\tb  c ", "a|b|c"},
	{"a;b", "a|;|b"},
	{";", ";"},
	{";; ", ";|;"},
	{"a(b)c", "a|(b)|c"},
	{"by mx.example(alias)with SMTP", "by|mx.example|(alias)|with|SMTP"},
	{"()", "()"},
	{"( )", "()"},
	/* A fold in a comment is one space. */
	{"( a  b\t(c\r\n  d) )", "(a b (c d))"},
	{"(a (b (c)) d)", "(a (b (c)) d)"},
	{"(a; b) ; c", "(a; b)|;|c"},
	/* RFC 5322 3.2.1: a quoted parenthesis is no parenthesis. */
	{"(a \\) b) c", "(a \\) b)|c"},
	{"(a \\( b) c", "(a \\( b)|c"},
	{"(a \\\\) c", "(a \\\\)|c"},
	{"(EXAMPLE\\ann) c", "(EXAMPLE\\ann)|c"},
	/* What nothing closes is a space: the rest is still read. */
	{"from a (b by c; d", "from|a|b|by|c|;|d"},
	{"(a (b) c", "a|(b)|c"},
	{"a (b \\) c", "a|b|\\|c"},
	{"a) b", "a|b"},
	{"a))(b)", "a|(b)"},
	/* Spaces in brackets, quotes and angles. */
	{"[192.0.2.1]:25 x", "[192.0.2.1]:25|x"},
	{"a[192.0.2.1] x", "a[192.0.2.1]|x"},
	{"[XMail 1.20 ESMTP Server] id", "[XMail 1.20 ESMTP Server]|id"},
	{"[[UNIX: localhost]] x", "[[UNIX: localhost]]|x"},
	{"[] x", "[]|x"},
	{"[a b x", "[a|b|x"},
	{"[a (b) c] d", "[a|(b)|c]|d"},
	{"[a; b] c", "[a|;|b]|c"},
	{"[a [b] c", "[a|[b]|c"},
	{"\"a b\" c", "\"a b\"|c"},
	{"\"a (b; c\" d", "\"a (b; c\"|d"},
	{"\"a \\\" b\" c", "\"a \\\" b\"|c"},
	{"\"a b c", "\"a|b|c"},
	{"\"a by \"b c", "\"a|by|\"b|c"},
	{"<a@b.example> c", "<a@b.example>|c"},
	{"<a \t b@c.example>; d", "<a \t b@c.example>|;|d"},
	{"<a b> c", "<a|b>|c"},
	{"<a by b@c <d@e>", "<a|by|b@c|<d@e>"},
	{"<a by b@c (d@e)>", "<a|by|b@c|(d@e)|>"},
	/* A ';' in what a client calls itself. */
	{"from a;b (c) by d;e", "from|a;b|(c)|by|d|;|e"},
	{"From a;;b;c\t (d)", "From|a;;b;c|(d)"},
	{"from a;b by (c)", "from|a|;|b|by|(c)"},
	{"from a;", "from|a|;"},
	{"from a;(b)", "from|a;|(b)"},
	{"for a;b (c)", "for|a|;|b|(c)"},
	{"<\"a b\"@c.example> d", "<\"a b\"@c.example>|d"},
	{"<<a@b.example>> c", "<<a@b.example>>|c"},
	{"<a@b.example>,<c@d.example> e", "<a@b.example>,<c@d.example>|e"},
	{"<a(b>c", "<a(b>c"},
	{"<a b> c", "<a|b>|c"},
	{"<\"a b> c", "<\"a|b>|c"},
	{"<> x", "<>|x"},
	{"< x", "<|x"},
	/* Bytes that no keyboard has. */
	{"a\vb\fc", "a|b|c"},
	{"caf\xe9 \xc3\xa9.example", "caf\xe9|\xc3\xa9.example"},
};

START_TEST(splits_tokens)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) got = {0};
	MtTokens tokens = {0};
	MtNotes notes = {0};

	mt_tokens_split(mt_slice_str(lexical[_i].value), 0, arena, &tokens,
			&notes);
	show(tokens.tokens, tokens.n, &got);
	ck_assert_str_eq(got.p, lexical[_i].tokens);
}
END_TEST

static const struct {
	const char *value;
	MtNoteKind kind;
	uint64_t offset, length;
} lexical_notes[] = {
	{"from a (b", MT_NOTE_COMMENT_UNCLOSED, 107, 1},
	{"(a) (b", MT_NOTE_COMMENT_UNCLOSED, 104, 1},
};

START_TEST(notes_tokens)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtTokens tokens = {0};
	MtNotes notes = {0};

	mt_tokens_split(mt_slice_str(lexical_notes[_i].value), 100, arena,
			&tokens, &notes);
	ck_assert_uint_eq(notes.n, 1);
	ck_assert_int_eq(notes.notes[0].kind, lexical_notes[_i].kind);
	ck_assert_uint_eq(notes.notes[0].offset, lexical_notes[_i].offset);
	ck_assert_uint_eq(notes.notes[0].length, lexical_notes[_i].length);
}
END_TEST

/* Lent memory is used while it lasts; then the tokens move and stay whole. */
START_TEST(grows)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) value = {0};
	MtToken few[3];
	MtTokens tokens = {few, 0, G_N_ELEMENTS(few)};

	mt_tokens_split(MT_SLICE("a b c"), 0, arena, &tokens, NULL);
	ck_assert_ptr_eq(tokens.tokens, few);
	for (int i = 0; i < 500; i++)
		mt_buf_addf(&value, "w%d ", i);
	mt_tokens_split(mt_buf_slice(&value), 0, arena, &tokens, NULL);
	ck_assert_ptr_ne(tokens.tokens, few);
	ck_assert_uint_eq(tokens.n, 500);
	ck_assert(mt_slice_eq(tokens.tokens[0].text, MT_SLICE("w0")));
	ck_assert(mt_slice_eq(tokens.tokens[499].text, MT_SLICE("w499")));
}
END_TEST

/* The last semicolon leads to the date, and is kept whatever comes. */
START_TEST(keeps_the_last_semicolon)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) value = {0};
	MtTokens tokens = {0};
	MtNotes notes = {0};
	const MtToken *last;

	for (int i = 0; i < MT_MAX_TOKENS; i++)
		MT_BUF_ADD(&value, "x; ");
	MT_BUF_ADD(&value, "y z");
	mt_tokens_split(mt_buf_slice(&value), 0, arena, &tokens, &notes);
	ck_assert_uint_eq(tokens.n, MT_MAX_TOKENS);
	ck_assert(mt_note_has(&notes, MT_NOTE_TOO_MANY_TOKENS));
	last = &tokens.tokens[tokens.n - 1];
	ck_assert_int_eq(last->kind, MT_TOKEN_SEMI);
	ck_assert_ptr_eq(last->text.p, value.p + value.n - strlen("; y z"));
}
END_TEST

/* A '(' is looked at while few are unclosed; then it is a space. */
START_TEST(gives_up_on_parentheses)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) value = {0};
	MtTokens tokens = {0};

	for (int i = 0; i < 1000; i++)
		MT_BUF_ADD(&value, "(a ");
	MT_BUF_ADD(&value, "(b)");
	mt_tokens_split(mt_buf_slice(&value), 0, arena, &tokens, NULL);
	ck_assert_uint_eq(tokens.n, 1001);
	ck_assert_int_eq(tokens.tokens[1000].kind, MT_TOKEN_WORD);
}
END_TEST

/* What the clauses of `value` hold: `kind=tokens` for each that is present. */
static const char *const names[MT_CLAUSES] = {
	"lead", "from",          "by",   "via", "with", "id",
	"for",  "envelope-from", "date",
};

static const struct {
	const char *value, *clauses;
} cuts[] = {
	{"", "lead="},
	{"from a by b via c with d id e for f; g",
	 "lead= from=a by=b via=c with=d id=e for=f date=g"},
	{"FROM a BY b WITH c ID d FOR e; f",
	 "lead= from=a by=b with=c id=d for=e date=f"},
	{"by b", "lead= by=b"},
	{"(qmail 1 invoked from network); 1 Jan",
	 "lead=(qmail 1 invoked from network) date=1|Jan"},
	{"; g", "lead= date=g"},
	/* A ';' behind the date begins nothing. */
	{"; g;", "lead= date=g"},
	{"by b; g;", "lead= by=b date=g"},
	/* Nor need one stand before it; another clause may follow. */
	{"by b with c, 1 Jan 2026 10:00:00 +0000 (d)",
	 "lead= by=b with=c date=1|Jan|2026|10:00:00|+0000|(d)"},
	{"by b id c 1 Jan 2026 10:00:00 +0000 for d",
	 "lead= by=b id=c for=d date=1|Jan|2026|10:00:00|+0000"},
	{"a; g", "lead=a date=g"},
	{"from a (b [192.0.2.1]) (c) by d (e)",
	 "lead= from=a|(b [192.0.2.1])|(c) by=d|(e)"},
	/* Any order, as z/OS and Exim write it. */
	{"by b for f with d id e; g", "lead= by=b with=d id=e for=f date=g"},
	/* No value, and what follows is a keyword all the same. */
	{"by b with id e", "lead= by=b with= id=e"},
	{"by b with c id for f; g", "lead= by=b with=c id= for=f date=g"},
	{"by b id", "lead= by=b id="},
	{"from", "lead= from="},
	{"from (b [192.0.2.1]) by c", "lead= from=(b [192.0.2.1]) by=c"},
	/* A client may call itself by a keyword. */
	{"from by (b [192.0.2.1]) by c", "lead= from=by|(b [192.0.2.1]) by=c"},
	{"from with (b [192.0.2.1]) by c",
	 "lead= from=with|(b [192.0.2.1]) by=c"},
	{"from by c with d", "lead= from= by=c with=d"},
	{"from a by for (b) with d", "lead= from=a by=for|(b) with=d"},
	/* These only begin like one. */
	{"from for.example by id.example with via/1",
	 "lead= from=for.example by=id.example with=via/1"},
	{"from mail.example.by by mx.example.id",
	 "lead= from=mail.example.by by=mx.example.id"},
	/* Keywords in comments, quotes and brackets are none. */
	{"by b (for c; id d) with \"id e\"", "lead= by=b|(for c; id d) "
					     "with=\"id e\""},
	{"by b with [a id for] id c", "lead= by=b with=[a id for] id=c"},
	/* What stands twice counts once. */
	{"from a by b by c id d", "lead= from=a by=b id=d"},
	{"by b id c id d for e", "lead= by=b id=c for=e"},
	{"from a via b from c id d", "lead= from=a via=b id=d"},
	/* But Mimecast's with is one, and the second from a sender. */
	{"by b with ESMTP with TLS id c",
	 "lead= by=b with=ESMTP|with|TLS id=c"},
	{"from a by b for <c@d> from <e@f>; g",
	 "lead= from=a by=b for=<c@d> envelope-from=<e@f> date=g"},
	{"by b for <c@d> from <e@f>; g",
	 "lead= by=b for=<c@d> envelope-from=<e@f> date=g"},
	{"by b for <c@d> from e", "lead= from=e by=b for=<c@d>"},
	{"by b id c envelope-from <d@e> (f)",
	 "lead= by=b id=c envelope-from=<d@e>|(f)"},
	/* Clauses behind a semicolon that is not the last, but no words. */
	{"by b; id c; d", "lead= by=b id=c date=d"},
	{"by b with c; 1 Jan; 2 Jan", "lead= by=b with=c date=2|Jan"},
	/* Keywords behind the last one are words of the date. */
	{"by b; 1 Jan for c", "lead= by=b date=1|Jan|for|c"},
	{"by b; 1 Jan (envelope-from <c@d>)",
	 "lead= by=b date=1|Jan|(envelope-from <c@d>)"},
};

START_TEST(cuts_clauses)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) got = {0};
	MtNotes notes = {0};
	MtClauses c;

	mt_clauses_read(mt_slice_str(cuts[_i].value), 0, arena, &c, &notes);
	for (size_t kind = 0; kind < MT_CLAUSES; kind++) {
		if (!c.clause[kind].present)
			continue;
		if (got.n > 0)
			got.p[got.n - 1] = ' ';
		mt_buf_addf(&got, "%s=", names[kind]);
		show(c.clause[kind].tokens, c.clause[kind].n, &got);
	}
	ck_assert_str_eq(got.p, cuts[_i].clauses);
}
END_TEST

START_TEST(notes_what_stands_twice)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtNotes notes = {0};
	MtClauses c;

	mt_clauses_read(MT_SLICE("by b by c"), 100, arena, &c, &notes);
	ck_assert_uint_eq(notes.n, 1);
	ck_assert_int_eq(notes.notes[0].kind, MT_NOTE_CLAUSE_REPEATED);
	ck_assert_uint_eq(notes.notes[0].offset, 105);
	ck_assert_uint_eq(notes.notes[0].length, 2);
}
END_TEST

static const struct {
	const char *value, *text;
	bool copied;
} texts[] = {
	{"with a", "a", false},
	{"with a b c", "a b c", false},
	{"with a  b", "a b", true},
	{"with a\tb", "a b", true},
	{"with a (x) b (y) c", "a b c", true},
	{"with (x) a b", "a b", false},
	{"with", NULL, false},
	{"with (x)", NULL, false},
};

START_TEST(joins_words)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtSlice value = mt_slice_str(texts[_i].value), text;
	MtNotes notes = {0};
	MtClauses c;

	mt_clauses_read(value, 0, arena, &c, &notes);
	text = c.clause[MT_CLAUSE_WITH].text;
	if (texts[_i].text == NULL) {
		ck_assert_ptr_null(text.p);
		return;
	}
	ck_assert(mt_slice_eq(text, mt_slice_str(texts[_i].text)));
	ck_assert_int_eq(text.p < value.p || text.p > value.p + value.n,
			 texts[_i].copied);
}
END_TEST

START_TEST(gives_words_and_comments)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	const MtClause *by;
	MtNotes notes = {0};
	MtClauses c;

	mt_clauses_read(MT_SLICE("by (x) a (y) b"), 0, arena, &c, &notes);
	by = &c.clause[MT_CLAUSE_BY];
	ck_assert(mt_slice_eq(mt_clause_word(by, 0), MT_SLICE("a")));
	ck_assert(mt_slice_eq(mt_clause_word(by, 1), MT_SLICE("b")));
	ck_assert_ptr_null(mt_clause_word(by, 2).p);
	ck_assert(mt_slice_eq(mt_clause_comment(by, 0), MT_SLICE("x")));
	ck_assert(mt_slice_eq(mt_clause_comment(by, 1), MT_SLICE("y")));
	ck_assert_ptr_null(mt_clause_comment(by, 2).p);
	ck_assert_ptr_null(mt_clause_word(&c.clause[MT_CLAUSE_ID], 0).p);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("clause");
	TCase *tokens = tcase_create("tokens");
	TCase *clauses = tcase_create("clauses");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(tokens, splits_tokens, 0, G_N_ELEMENTS(lexical));
	tcase_add_loop_test(tokens, notes_tokens, 0,
			    G_N_ELEMENTS(lexical_notes));
	tcase_add_test(tokens, grows);
	tcase_add_test(tokens, keeps_the_last_semicolon);
	tcase_add_test(tokens, gives_up_on_parentheses);
	tcase_add_loop_test(clauses, cuts_clauses, 0, G_N_ELEMENTS(cuts));
	tcase_add_test(clauses, notes_what_stands_twice);
	tcase_add_loop_test(clauses, joins_words, 0, G_N_ELEMENTS(texts));
	tcase_add_test(clauses, gives_words_and_comments);
	suite_add_tcase(s, tokens);
	suite_add_tcase(s, clauses);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
