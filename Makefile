# make [all|demo|check|asan|fuzz|lint|fmt|bench|install|golden-update|deps|clean]
# V=1 shows the commands; B=DIR builds elsewhere than in build/.
CC ?= cc
PREFIX ?= /usr/local
B ?= build
VERSION := 0.1
PKGS := glib-2.0 gmime-3.0 libmaxminddb jansson libarchive

CFLAGS ?= -O2 -g
HARDEN ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong
override CFLAGS += -std=c17 -Wall -Wextra -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wvla -Wformat=2 -Wundef \
	-fno-common -pthread $(if $(CI),-Werror) $(SAN)
override CPPFLAGS += -Ilib -D_POSIX_C_SOURCE=200809L -DMT_VERSION='"$(VERSION)"' \
	-DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74 \
	-DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74 \
	$(if $(SAN),,$(HARDEN)) $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LDLIBS = $(shell pkg-config --libs $(PKGS)) -lm

LIB := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard lib/*/*.c lib/*/*/*.c)))
TOOLS := $(patsubst cmd/%.c,$(B)/bin/%,$(wildcard cmd/*.c))
UNITS := $(patsubst tests/%.c,$(B)/%,$(wildcard tests/unit/test_*.c))
REPLAY := $(patsubst tests/fuzz/%.c,$(B)/replay/%,$(wildcard tests/fuzz/fuzz_*.c))
Q := $(if $(V),,@)

all: $(TOOLS)

# One dialect is one file: the table of them is made from the folder, since the
# linker drops objects of a static library that nothing names.
DIALECTS := $(sort $(basename $(notdir $(wildcard lib/received/dialects/*.c))))
$(B)/gen/dialects.c: FORCE
	@mkdir -p $(@D)
	$(Q){ echo '#include "received/dialect.h"'; \
	  printf 'extern const MtDialect mt_dialect_%s;\n' $(DIALECTS); \
	  echo 'const MtDialect *const mt_dialects[] = {'; \
	  printf '\t&mt_dialect_%s,\n' $(DIALECTS); \
	  printf '\t0,\n};\n'; } >$@.new; \
	if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
LIB += $(if $(DIALECTS),$(B)/gen/dialects.o)
$(B)/gen/%.o: $(B)/gen/%.c
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/libmailtrace.a: $(LIB)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/bin/%: $(B)/cmd/%.o $(B)/libmailtrace.a
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/unit/%: tests/unit/%.c $(B)/libmailtrace.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP $(shell pkg-config --cflags check) \
		-o $@ $< $(B)/libmailtrace.a $(LDLIBS) $(shell pkg-config --libs check)

$(B)/replay/%: tests/fuzz/%.c tests/fuzz/replay.c $(B)/libmailtrace.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -o $@ $< tests/fuzz/replay.c \
		$(B)/libmailtrace.a $(LDLIBS)

units: $(UNITS)
	$(Q)for t in $(UNITS); do $$t || exit 1; done

FMT := $(wildcard cmd/*.[ch] lib/*/*.[ch] lib/*/*/*.[ch] tests/*/*.[ch])
fmt:
	clang-format --style=file:tests/lint/clang-format -i $(FMT)

clean:
	rm -rf build build-*
.PHONY: all units fmt clean FORCE
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
