/*
 * Any bytes as a header block through all rules: no finding without evidence, all
 * evidence inside the message, findings the same each time and best grades first,
 * and text that fits its width and has no control characters.
 */
#include <stdint.h>
#include <stdlib.h>

#include "../unit/forgerun.h"
#include "report/forgeout.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static void
write_all(const ForgeRun *run)
{
	static const MtTerm term = {.utf8 = true, .width = 80};
	MtForgeOut out = {.term = &term, .grade = MT_GRADE_B};
	g_auto(MtBuf) text = {0};

	for (out.format = MT_FORMAT_TEXT; out.format <= MT_FORMAT_TSV;
	     out.format++) {
		text.n = 0;
		mt_forgeout_message(&out, &text, &run->message, &run->fields,
				    &run->verdict, run->arena);
		for (size_t i = 0; i < text.n; i++)
			must((unsigned char)text.p[i] >= ' ' ||
			     text.p[i] == '\n' || text.p[i] == '\t');
	}
}

static void
judge(ForgeRun *run, MtSlice header)
{
	const MtFindings *f = &run->verdict.findings;

	forge_run(run, header, 77);
	must(forge_is_proven(run));
	for (size_t i = 1; i < f->n; i++)
		must(f->findings[i - 1].grade <= f->findings[i].grade);
	write_all(run);
	must(forge_is_stable(run, header));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const own[] = {"alpha.example", NULL};
	static const char *const ids[] = {"mx.alpha.example", NULL};
	MtSlice header = {(const char *)data, size};
	g_autoptr(MtArena) arena = mt_arena_new();
	g_autoptr(MtTrustRules) trust = mt_trust_rules_new();
	g_autoptr(MtAliases) aliases = mt_aliases_new();
	ForgeRun run = {.arena = arena, .forge = {.grade = MT_GRADE_C}};

	if (size == 0)
		return 0;
	judge(&run, header);
	mt_trust_add_by(trust, "*.alpha.example");
	mt_aliases_learn(aliases, &run.chain);
	run.forge = (MtForge){.grade = MT_GRADE_C,
			      .trust = trust,
			      .authserv_id = ids,
			      .own_domain = own,
			      .aliases = aliases};
	judge(&run, header);
	return 0;
}
