/*
 * The kernel test robot of Intel: the time in China to the minute, eight
 * random characters.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%M.%8w-lkp@intel.com", MT_ID_LOCAL, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_lkp = {
	.name = "lkp",
	.title = "kernel test robot Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2016,
	.patterns = patterns,
	.layout = "YYYYMMDDhhmm of the robot's zone (China); eight characters",
	.proves = "The robot makes the id with the report, in its local time "
		  "of +0800. Exact to the minute.",
	.source = "compared with such messages",
};
