/* What cannot be known of a message, from what was given. Internal to lib/forge. */
#ifndef MT_FORGE_UNKNOWN_H
#define MT_FORGE_UNKNOWN_H

#include "forge/engine.h"

void mt_unknown_tell(MtCase *c, MtUnknowns *unknown);

#endif
