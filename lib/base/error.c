/* The quark behind MT_ERROR. */
#include "base/error.h"

G_DEFINE_QUARK(mt - error - quark, mt_error)
