# cchc-report: build, test, install.
#   make              the program: build/release/cchc-report
#   make VARIANT=san  the same with sanitizers, in a folder of its own (also: clang, gcc, debug)
#   make help         all targets
#   make V=1          shows the commands
PREFIX  ?= /usr/local
VARIANT ?= release
B       := build/$(VARIANT)

CC    = gcc
OPT   = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
LDOPT =
ifeq ($(VARIANT),clang)
CC  = clang
else ifeq ($(VARIANT),debug)
OPT = -O0 -g
else ifeq ($(VARIANT),san)
# -Wno-format-truncation: gcc 12 takes the null checks put in for null format strings.
OPT   = -O1 -g -Wno-format-truncation -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDOPT = -fsanitize=address,undefined
else ifeq ($(VARIANT),fuzz)
CC    = clang
OPT   = -O1 -g -DCCHC_LIBFUZZER -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDOPT = -fsanitize=address,undefined
$(B)/fuzz: LDOPT += -fsanitize=fuzzer
else ifeq ($(filter release gcc,$(VARIANT)),)
$(error VARIANT is one of: release gcc clang debug san fuzz)
endif

WARN = -Wall -Wextra -pedantic -Wshadow -Wconversion -Wvla -Wwrite-strings -Wstrict-prototypes \
       -Wmissing-prototypes -Wundef -Wformat=2

# Empty while a library is missing; 'make deps' installs them. Debian has no .pc file for libharu and iniparser.
PC         = sqlite3 xlsxwriter md4c libutf8proc nettle minizip expat zlib jansson
PC_OK     := $(shell pkg-config --exists $(PC) 2>/dev/null && echo yes)
PC_CFLAGS := $(shell pkg-config --cflags $(PC) 2>/dev/null) -isystem /usr/include/iniparser
PC_LIBS   := $(shell pkg-config --libs $(PC) 2>/dev/null) -lhpdf -liniparser -lm

# CFLAGS and LDFLAGS stay free for the caller, e.g. make CFLAGS=-Werror.
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -Isrc $(PC_CFLAGS) $(WARN) $(OPT) -fPIE $(CPPFLAGS) $(CFLAGS) -MMD -MP
LINK    = $(CC) $(LDOPT) -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(LDFLAGS)

Q = $(if $(V),,@)
SAY = @$(if $(V),:,echo '  $(1)  $@')

SRC   := $(sort $(wildcard src/*.c src/*/*.c))
OBJ   := $(SRC:src/%.c=$(B)/obj/%.o)
LIB   := $(B)/libcchc.a
BIN   := $(B)/cchc-report
UNITS := $(sort $(patsubst tests/unit/%.c,$(B)/%,$(wildcard tests/unit/test_*.c)))
# Every other folder of tests with C files gives one program of the folder's name: tests/mau/*.c -> $(B)/mau
TOOLDIRS := $(filter-out unit,$(sort $(patsubst tests/%/,%,$(dir $(wildcard tests/*/*.c)))))
TOOLS    := $(TOOLDIRS:%=$(B)/%)

all: $(BIN)
	@:
ifeq ($(PC_OK),)
$(OBJ): | libs-missing
endif

# Loaded before the program by the tests that refuse it memory; the sanitizers would not let it.
PRELOAD  := $(B)/fault-alloc.so $(B)/fault-runaway.so

tools: $(TOOLS)
tests: $(BIN) $(UNITS) $(TOOLS) $(PRELOAD)

$(BIN): $(B)/obj/main.o $(LIB)
	$(call SAY,LINK)
	$(Q)$(LINK) -o $@ $^ $(PC_LIBS)

$(LIB): $(filter-out $(B)/obj/main.o,$(OBJ))
	@rm -f $@
	$(call SAY,AR  )
	$(Q)ar rcs $@ $^

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(call SAY,CC  )
	$(Q)$(COMPILE) -c -o $@ $<

# Only these may know where the program gets installed; they are built again when PREFIX changes.
$(filter $(B)/obj/main.o $(B)/obj/run/%,$(OBJ)): CPPFLAGS += -DCCHC_PREFIX='"$(PREFIX)"'
$(filter $(B)/obj/main.o $(B)/obj/run/%,$(OBJ)): $(B)/prefix
$(B)/prefix: FORCE
	@mkdir -p $(@D); echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' >$@

$(B)/obj/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(call SAY,CC  )
	$(Q)$(COMPILE) -Itests/unit -c -o $@ $<

$(UNITS): $(B)/%: $(B)/obj/tests/unit/%.o $(LIB)
	$(call SAY,LINK)
	$(Q)$(LINK) -o $@ $^ $(PC_LIBS) -lcmocka

define tool_rule
$(B)/$(1): $(patsubst %.c,$(B)/obj/%.o,$(sort $(wildcard tests/$(1)/*.c))) $(LIB)
	$$(call SAY,LINK)
	$$(Q)$$(LINK) -o $$@ $$^ $$(PC_LIBS)
endef
$(foreach t,$(TOOLDIRS),$(eval $(call tool_rule,$(t))))

$(PRELOAD): $(B)/fault-%.so: tests/fault/preload/%.c
	@mkdir -p $(@D)
	$(call SAY,CC  )
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE $(WARN) -O2 -fPIC -shared $(CFLAGS) -o $@ $<

-include $(OBJ:.o=.d) $(wildcard $(B)/obj/tests/*/*.d)

# Debian packages. Each target installs what is missing and nothing else.
DEPS_BUILD = gcc pkg-config libhpdf-dev libxlsxwriter-dev libsqlite3-dev libiniparser-dev libmd4c-dev \
             libutf8proc-dev nettle-dev libminizip-dev libexpat1-dev zlib1g-dev libjansson-dev fonts-liberation2
DEPS_CHECK = libcmocka-dev poppler-utils mupdf-tools qpdf python3-openpyxl sqlite3 mandoc
DEPS_FULL  = locales systemd strace libreoffice-calc-nogui valgrind clang libclang-rt-dev default-jre-headless libpdfbox2-java \
             libactivation-java libjaxb-api-java
DEPS_LINT  = clang-format cppcheck
DEPS_DEB   = build-essential debhelper lintian

deps:
	@sh tests/deps.sh $(DEPS_BUILD)
deps-check:
	@sh tests/deps.sh $(DEPS_BUILD) $(DEPS_CHECK)
deps-full:
	@sh tests/deps.sh $(DEPS_BUILD) $(DEPS_CHECK) $(DEPS_FULL)
deps-lint:
	@sh tests/deps.sh $(DEPS_LINT)
deps-deb:
	@sh tests/deps.sh $(DEPS_BUILD) $(DEPS_CHECK) $(DEPS_DEB)
libs-missing:
	@echo "Libraries are missing: run 'make deps' first." >&2; exit 1

# What needs packages builds in a second make: only then pkg-config can see what was just installed.
TEST_ENV = BIN='$(CURDIR)/$(BIN)' SRC='$(CURDIR)' BUILD='$(CURDIR)/$(B)'

demo: deps
	@$(MAKE) --no-print-directory all tools
	@$(TEST_ENV) sh tests/demo.sh

check: deps-check
	@$(MAKE) --no-print-directory tests
	@$(TEST_ENV) sh tests/check.sh $(UNITS) $(sort $(wildcard tests/*/run.sh))

# The programs alone, where nothing may be installed: a package is being built.
check-unit: $(UNITS)
	@$(TEST_ENV) sh tests/check.sh $(UNITS)

# The heavy checkers alone, and both together.
check-heavy: deps-full
	@$(MAKE) --no-print-directory tests
	@$(TEST_ENV) sh tests/check.sh $(sort $(wildcard tests/full/*.sh))
check-full: deps-full
	@$(MAKE) --no-print-directory tests
	@$(TEST_ENV) sh tests/check.sh $(UNITS) $(sort $(wildcard tests/*/run.sh)) $(sort $(wildcard tests/full/*.sh))

# Everything that the tests of faults know, not only a part of it: some 20 minutes.
torture: deps-check
	@$(MAKE) --no-print-directory tests
	@TORTURE=1 $(TEST_ENV) bash tests/fault/run.sh
	@TORTURE=1 $(TEST_ENV) bash tests/snapshot/run.sh

# Pictures of all that the program lays out, to look at.
gallery: deps-full
	@$(MAKE) --no-print-directory demo
	@$(TEST_ENV) sh tests/gallery.sh

bench: deps-check
	@$(MAKE) --no-print-directory all tools
	@$(TEST_ENV) bash tests/bench/bench.sh

# libFuzzer on whatever the program reads unchecked: FUZZ_SECONDS for each target; FUZZ='csv form' for some of them.
# fuzz-keep takes what it found into the kept inputs that 'make check' runs.
FUZZ_ENV = BIN='$(CURDIR)/build/fuzz/cchc-report' SRC='$(CURDIR)' BUILD='$(CURDIR)/build/fuzz'

fuzz-programs: deps-full
	@$(MAKE) --no-print-directory VARIANT=fuzz build/fuzz/cchc-report build/fuzz/fuzz
fuzz: fuzz-programs
	@$(FUZZ_ENV) sh tests/fuzz/fuzz.sh $(FUZZ)
fuzz-keep: fuzz-programs
	@$(FUZZ_ENV) sh tests/fuzz/keep.sh

CLANG_FORMAT ?= clang-format
FMT = $(sort $(wildcard src/*.[ch] src/*/*.[ch] tests/*/*.[ch] tests/*/*/*.[ch]))

lint: fmt-check
	@sh tests/lint.sh
fmt:
	$(CLANG_FORMAT) -i $(FMT)
fmt-check:
	@$(CLANG_FORMAT) --dry-run -Werror $(FMT)

# The page of the command has its verbs from the program itself.
$(B)/man/cchc-report.1: src/man/cchc-report.1.in src/man/page.sh $(BIN)
	@mkdir -p $(@D)
	$(call SAY,MAN )
	$(Q)sh src/man/page.sh $(BIN) $< >$@

# What 'make install' puts below PREFIX and 'make uninstall' takes away, each "target:source"; what somebody put beside
# it stays. PAGES get compressed; NAMING names installed files as @PREFIX@/….
ROOT   = $(DESTDIR)$(PREFIX)
MAN    = $(B)/man/cchc-report.1 $(wildcard src/man/*.[57])
into   = $(foreach f,$(2),$(1)/$(notdir $(f)):$(f))
PROGS  = bin/cchc-report:$(BIN) lib/cchc-report/bao-loi:config/systemd/bao-loi
FILES  = $(foreach f,$(shell find templates fonts config/lich config/mau -type f),share/cchc-report/$(f):$(f)) \
         $(call into,share/cchc-report/config,config/co-quan.ini.mau) \
         $(call into,share/doc/cchc-report,README.md LICENSE) \
         $(call into,lib/sysusers.d,config/systemd/cchc-report.conf) \
         $(call into,share/bash-completion/completions,src/completion/cchc-report)
PAGES  = $(foreach f,$(MAN),share/man/man$(patsubst .%,%,$(suffix $(f)))/$(notdir $(f)).gz:$(f))
NAMING = $(call into,lib/systemd/system,$(wildcard config/systemd/*@.*)) \
         share/doc/cchc-report/examples/cron:config/cron/cchc-report
OURS   = share/cchc-report share/doc/cchc-report lib/cchc-report

# $(call put,LIST,COMMAND that writes the file named behind it,MODE)
put = @for f in $(1); do from="$${f\#*:}"; \
      test -s "$$from" && $(2) "$$from" | install -D -m $(3) /dev/stdin "$(ROOT)/$${f%%:*}" || exit 1; done

install: all $(B)/man/cchc-report.1
	$(call put,$(PROGS),cat,755)
	$(call put,$(FILES),cat,644)
	$(call put,$(PAGES),gzip -9nc,644)
	$(call put,$(NAMING),sed 's|@PREFIX@|$(PREFIX)|g',644)
uninstall:
	@cd '$(ROOT)' && rm -f $(foreach f,$(PROGS) $(FILES) $(PAGES) $(NAMING),'$(firstword $(subst :, ,$(f)))')
	@cd '$(ROOT)' && find $(OURS) -type d -empty -delete 2>/dev/null || :

# The Debian package for the release that this runs on: build/deb/cchc-report_*.deb
deb: deps-deb
	@sh config/debian/build.sh build/deb '$(filter-out gcc,$(DEPS_BUILD))' '$(DEPS_CHECK)'
# The same on Debian 12 and 13, and all that it installs, in chroots below build/chroot (root, network, 3 GB; 15 minutes).
check-deb:
	@sh tests/deps.sh debootstrap
	@bash tests/deb/debian.sh '$(CURDIR)/build/chroot'

clean:
	rm -rf build

help:
	@echo 'all demo check check-full check-heavy torture fuzz fuzz-keep bench gallery lint fmt fmt-check install uninstall deb check-deb clean'
	@echo 'deps deps-check deps-full deps-lint deps-deb: install missing Debian packages'
	@echo 'variables: VARIANT=release|gcc|clang|debug|san|fuzz PREFIX DESTDIR CC CFLAGS LDFLAGS'

FORCE:
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all tools tests deps deps-check deps-full deps-lint deps-deb libs-missing demo check check-unit check-heavy \
        check-full torture fuzz fuzz-keep fuzz-programs bench gallery lint \
        fmt fmt-check install uninstall deb check-deb clean help FORCE
