# Doorstep. On a fresh clone `make run` builds all and serves it, `make test`
# checks all. `make help` lists every target. Results lie in bin/, static/dist/
# and node_modules/, none of them in git.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
export PATH := $(CURDIR)/bin:$(PATH)

GO ?= go
VERSITYGW := v1.8.0
STAMP := bin/stamp
SHA := $(shell command -v sha256sum || echo shasum -a 256)

# The tablet's program is built without inlining, which copies whole components
# into each of their callers, but for Go's runtime and its cryptography, where it
# is worth its weight; and with the parts of templ's runtime that it uses and a
# shorter form of what templ generates (static/lean). That is a third of it.
WASM := GOOS=js GOARCH=wasm
LEAN := bin/lean/go.mod
LEANFLAGS := -modfile=$(LEAN) -overlay=bin/lean/overlay.json
WASMFLAGS := $(LEANFLAGS) -gcflags=all=-l $(patsubst %,-gcflags=%/...=,runtime internal sync crypto) -gcflags=doorstep/...=-l

# RELEASE names one build's static files. It is a hash over all that goes into
# them and into the wasm, so that an unchanged build keeps its address and a
# changed one never meets an old cache.
ifndef RELEASE
RELEASE := $(shell { find casework sync views pages storage tablet static -type f \
	! -path 'static/dist/*' ! -name '*_test.go' ! -name '*_templ.go' -print0 \
	| LC_ALL=C sort -z | xargs -0 $(SHA); $(SHA) go.mod go.sum package-lock.json; \
	$(GO) env GOVERSION; echo "$(WASMFLAGS)"; } | $(SHA) | cut -c1-12)
endif
LDFLAGS := -s -w -X doorstep/views.Release=$(RELEASE)

# PURE packages run natively and in the browser, and are tested in both.
PURE := ./casework/... ./sync/... ./views/... ./pages/... ./storage ./storage/memory/...
# FACES are the type of the printed papers, made TrueType in the build.
# QUALITY of the compression; a lower one builds sooner.
QUALITY ?= 11
FACES := $(foreach w,400 700, \
	$(foreach s,latin latin-ext,node_modules/@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-$(s)-$(w)-normal.woff) \
	$(foreach s,latin latin-ext vietnamese cyrillic cyrillic-ext greek greek-ext devanagari,node_modules/@fontsource/noto-sans/files/noto-sans-$(s)-$(w)-normal.woff) \
	$(foreach s,arabic hebrew,node_modules/@fontsource/noto-sans-$(s)/files/noto-sans-$(s)-$(s)-$(w)-normal.woff)) \
	node_modules/@fontsource/noto-emoji/files/noto-emoji-emoji-400-normal.woff
# BROWSER packages exist only as wasm.
BROWSER := ./storage/indexeddb/... ./tablet/...

.PHONY: help
help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- parts -----------------------------------------------------------------

.PHONY: deps
deps: node_modules/.package-lock.json bin/versitygw chromium judges ## fetch npm parts, Go tools and, where it may, Chromium, poppler and qpdf

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-fund --no-audit --loglevel=error
	@touch $@

# A real S3 server for the tests.
bin/versitygw:
	GOBIN=$(CURDIR)/bin $(GO) install github.com/versity/versitygw/cmd/versitygw@$(VERSITYGW)

bin/templ: go.mod
	$(GO) build -o $@ github.com/a-h/templ/cmd/templ
bin/staticcheck: go.mod
	$(GO) build -o $@ honnef.co/go/tools/cmd/staticcheck

.PHONY: chromium
chromium:
	@bash e2e/chromium.sh

.PHONY: judges
judges:
	@bash e2e/judges.sh

# --- build -----------------------------------------------------------------

.PHONY: generate
generate: $(STAMP)/templ ## turn the templ components into Go

$(STAMP)/templ: bin/templ $(shell find views -name '*.templ')
	@for f in $$(find views -name '*.templ'); do bin/templ generate -f $$f >/dev/null 2>&1 || exit 1; done
	@mkdir -p $(STAMP) && touch $@

$(LEAN): go.mod go.sum $(wildcard static/lean/*.go) $(wildcard views/*_templ.go)
	$(GO) run ./static/lean bin/lean

.PHONY: wasm
wasm: generate $(LEAN) ## build the tablet's half, static/dist/tablet.wasm
	$(WASM) $(GO) build -trimpath $(WASMFLAGS) -ldflags "$(LDFLAGS)" -o static/dist/tablet.wasm ./tablet
	$(GO) run ./static/lean -join static/dist/tablet.wasm

.PHONY: assets
assets: $(STAMP)/dist-$(RELEASE)-$(QUALITY) ## build everything in static/dist (the wasm too)

$(STAMP)/dist-$(RELEASE)-$(QUALITY): node_modules/.package-lock.json $(STAMP)/templ
	@$(MAKE) --no-print-directory wasm RELEASE=$(RELEASE)
	@$(GO) run ./server/internal/paper/fonttool static/dist/fonts $(FACES)
	node static/build.mjs --release $(RELEASE) --quality $(QUALITY)
	@mkdir -p $(STAMP) && rm -f $(STAMP)/dist-* && touch $@

.PHONY: build
build: assets ## build bin/doorstep with everything in it
	$(GO) build -trimpath -ldflags "$(LDFLAGS)" -o bin/doorstep ./server

# The same program under another release's name: for the story of an old worker
# that meets a new server. Its files replace the embedded ones in the build only.
.PHONY: next
next: build
	@WASMFLAGS="$(WASMFLAGS)" bash e2e/next.sh $(RELEASE)

.PHONY: run
run: build ## build all, then serve http://localhost:8080
	bin/doorstep serve

AGENCY ?= Sample County Family Services
CASES ?= 150
.PHONY: demo
demo: build ## make an agency with 12 workers, CASES made-up cases and a year of history in ./data
	bin/doorstep demo -agency "$(AGENCY)" -cases $(CASES)

# --- checks ----------------------------------------------------------------

.PHONY: test
test: ## everything that CI runs: lint, unit, simulator, wasm, browser, e2e
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory sim SEEDS=200
	@$(MAKE) --no-print-directory unit-wasm
	@$(MAKE) --no-print-directory e2e

.PHONY: unit
unit: generate node_modules/.package-lock.json bin/versitygw chromium judges ## test all native packages under the race detector
	@$(GO) run ./server/internal/paper/fonttool static/dist/fonts $(FACES)
	DOORSTEP_WHOLE=1 $(GO) test -race -timeout 25m $$($(GO) list ./... | grep -v '^doorstep/e2e$$')
	@$(MAKE) --no-print-directory wording

# A passing package prints nothing, and these figures are to be seen in every run.
.PHONY: wording
wording: ## count the false alarms of the wording rules, and what they miss
	@$(GO) test ./casework -count=1 -v -run '^TestRulesOfWordingOnSentences$$' \
		| sed -nE -e 's/^ *wording_test.go:[0-9]+: ((taught|fresh): )/wording: \1/p' -e '/FAIL/p'

.PHONY: unit-wasm
unit-wasm: generate $(LEAN) chromium ## test the pure packages as wasm in Node, the browser's in Chromium
	env -i HOME="$$HOME" PATH="$$PATH" GOFLAGS="$${GOFLAGS:-}" $(WASM) \
		$(GO) test $(LEANFLAGS) -exec "$$($(GO) env GOROOT)/lib/wasm/go_js_wasm_exec" $(PURE)
	$(GO) build -o bin/wasmtest ./e2e/wasmtest
	$(WASM) $(GO) test $(LEANFLAGS) -exec $(CURDIR)/bin/wasmtest $(BROWSER)

.PHONY: e2e
e2e: next bin/versitygw chromium judges ## play the stories in Chromium; STORY=visit plays one
	DOORSTEP_E2E=$(if $(STORY),one,all) $(GO) test -count=1 -timeout 45m ./e2e $(if $(STORY),-v -run '^TestStory$$/^all$$/^$(STORY)$$')

.PHONY: corpus
corpus: ## record what this release writes, for later ones to read: NAME=1.4
	$(GO) test -count=1 ./e2e/corpus -run '^TestRecord$$' -record $(NAME)
	$(GO) build -o bin/wasmtest ./e2e/wasmtest
	$(WASM) $(GO) test -exec $(CURDIR)/bin/wasmtest ./storage/indexeddb -run '^TestRecordVault$$' -v -args -record $(NAME) \
		| sed -n 's/^RECORDED //p' > storage/indexeddb/testdata/$(NAME).json

.PHONY: bench
bench: build chromium ## measure, print, and write bench/out/*.json
	$(GO) run ./bench $(if $(JOB),-job '$(JOB)')

.PHONY: bench-sync
bench-sync: build chromium ## measure the sync beside PouchDB, print, and write bench/out/sync.json
	$(GO) run ./bench -sync $(if $(JOB),-job $(JOB))

SEEDS ?= 500
PROFILE ?= usual
.PHONY: sim
sim: ## simulate SEEDS agencies and look for anything lost; PROFILE=large has 200 tablets
	$(GO) run ./sim -seeds $(SEEDS) -profile $(PROFILE)

.PHONY: planted
planted: ## lay deliberate faults over the code, in the build only, and show what catches each
	$(GO) run ./sim/planted $(if $(BUG),-only $(BUG))

TIME ?= 30s
.PHONY: fuzz
fuzz: ## feed the decoders and the folding with arbitrary bytes, TIME each
	$(GO) test ./sync/oplog -run '^$$' -fuzz FuzzDecode -fuzztime $(TIME)
	$(GO) test ./casework -run '^$$' -fuzz FuzzColumns -fuzztime $(TIME)
	$(GO) test ./sync/sealed -run '^$$' -fuzz FuzzOpen -fuzztime $(TIME)
	$(GO) test ./sync/merge -run '^$$' -fuzz FuzzPlan -fuzztime $(TIME)
	@for target in FuzzAnswer FuzzSegment FuzzBundle FuzzReply; do \
		$(GO) test ./sync/exchange -run '^$$' -fuzz "^$$target$$" -fuzztime $(TIME) || exit 1; done

.PHONY: lint
lint: bin/templ bin/staticcheck ## gofmt, fresh templ, go vet and staticcheck for both homes
	@bad=$$(git ls-files -co --exclude-standard '*.go' | while read -r f; do if [ -f "$$f" ]; then echo "$$f"; fi; done | xargs gofmt -l); \
		if [ -n "$$bad" ]; then echo "gofmt would change:" $$bad; exit 1; fi
	@for f in $$(find views -name '*.templ'); do \
		bin/templ generate -f $$f -stdout 2>/dev/null | cmp -s - $${f%.templ}_templ.go \
		|| { echo "$$f: the generated Go is stale; run make generate and commit it"; exit 1; }; done
	$(GO) vet ./...
	$(WASM) $(GO) vet $(PURE) $(BROWSER)
	bin/staticcheck $$($(GO) list ./... | grep -vE '^doorstep/(storage/indexeddb|tablet)')
	$(WASM) bin/staticcheck $(BROWSER)

.PHONY: clean
clean: ## remove what was built and fetched; data/ stays
	rm -rf bin node_modules bench/out e2e/out
	find static/dist -mindepth 1 ! -name .keep -delete
