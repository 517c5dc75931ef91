/* The words for how a clock was measured. */
#include "chain/clock.h"

static const struct {
	const char *word, *meaning;
} methods[] = {
#define MT_CLOCK_ROW(name, word, meaning) {word, meaning},
	MT_CLOCK_METHODS(MT_CLOCK_ROW)
#undef MT_CLOCK_ROW
};

const char *
mt_clock_method_word(MtClockMethod method)
{
	return methods[method].word;
}

const char *
mt_clock_method_meaning(MtClockMethod method)
{
	return methods[method].meaning;
}
