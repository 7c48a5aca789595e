package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"doorstep/server/internal/web"
	"doorstep/storage/blob"
)

// Settings are everything that can be set. Each has a flag, and an environment
// variable: DOORSTEP_ and the flag's name in capitals.
type Settings struct {
	Addr       string
	Origin     string // "" = http://localhost and the port
	Data       string
	Objects    string        // folder; "" = objects/ in Data
	S3         blob.S3Config // Endpoint "" = a folder
	SingleDisk bool
	Apart      bool          // the objects' folder lies on another disk
	CopyEvery  time.Duration // 0 = never
	CopyKeep   time.Duration
	CopyDays   int
	Proxies    string // comma-separated
	ProxyHead  string
	LogFormat  string
	LogLevel   string
	Idle       time.Duration
	Absolute   time.Duration
	StepUp     time.Duration
	Ceremonies int
	Grace      time.Duration
}

// defaults are the settings of a first start on one's own machine.
func defaults() Settings {
	return Settings{
		Addr: "localhost:8080", Data: "data", LogFormat: "text", LogLevel: "info", S3: blob.S3Config{Region: "us-east-1"},
		Idle: 15 * time.Minute, Absolute: 12 * time.Hour, StepUp: 5 * time.Minute, Ceremonies: 30, Grace: 20 * time.Second,
		CopyEvery: 15 * time.Minute, CopyKeep: 48 * time.Hour, CopyDays: 35,
	}
}

// flags declares every setting. Those that serve alone needs come with all.
func (s *Settings) flags(set *flag.FlagSet, all bool) {
	set.StringVar(&s.Data, "data", s.Data, "`folder` of the databases and of files on their way")
	set.StringVar(&s.Origin, "origin", s.Origin, "public `address`, for example https://doorstep.example.org; passkeys belong to its host (usual: http://localhost and the port)")
	set.StringVar(&s.Addr, "addr", s.Addr, "`host:port` to listen on")
	if !all {
		return
	}
	set.StringVar(&s.Objects, "objects", s.Objects, "`folder` of the objects where no S3 endpoint is set (usual: objects in the data folder)")
	set.StringVar(&s.S3.Endpoint, "s3-endpoint", s.S3.Endpoint, "`address` of an S3-compatible store")
	set.StringVar(&s.S3.Bucket, "s3-bucket", s.S3.Bucket, "its bucket")
	set.StringVar(&s.S3.AccessKey, "s3-access-key", s.S3.AccessKey, "its access key; better set in the environment")
	set.StringVar(&s.S3.SecretKey, "s3-secret-key", s.S3.SecretKey, "its secret key; better set in the environment")
	set.StringVar(&s.S3.Region, "s3-region", s.S3.Region, "its region")
	set.BoolVar(&s.S3.PathStyle, "s3-path-style", s.S3.PathStyle, "address the bucket in the path, not in the host name")
	set.BoolVar(&s.SingleDisk, "single-disk", s.SingleDisk, "count a commit on this disk as durable: there is no copy of the databases elsewhere")
	set.BoolVar(&s.Apart, "objects-apart", s.Apart, "the objects' folder lies on another disk: copies of the databases in it count as durable")
	set.DurationVar(&s.CopyEvery, "backup-every", s.CopyEvery, "an agency that was written to is copied to the object store this often; 0 = never")
	set.DurationVar(&s.CopyKeep, "backup-keep", s.CopyKeep, "every copy is kept for so long")
	set.IntVar(&s.CopyDays, "backup-days", s.CopyDays, "and after that the last one of each `day`, for so many days")
	set.StringVar(&s.Proxies, "trusted-proxies", s.Proxies, "comma-separated `addresses` or ranges of proxies whose header is believed")
	set.StringVar(&s.ProxyHead, "proxy-header", s.ProxyHead, "`header` in which they name the client, for example Fly-Client-IP")
	set.StringVar(&s.LogFormat, "log-format", s.LogFormat, "text or json")
	set.StringVar(&s.LogLevel, "log-level", s.LogLevel, "debug, info, warn or error")
	set.DurationVar(&s.Idle, "session-idle", s.Idle, "a session ends after this long without a request")
	set.DurationVar(&s.Absolute, "session-absolute", s.Absolute, "and after this long in any case")
	set.DurationVar(&s.StepUp, "session-fresh", s.StepUp, "how long a passkey's answer counts for what decides who gets in")
	set.IntVar(&s.Ceremonies, "passkey-rate", s.Ceremonies, "passkey ceremonies that one address may begin a minute")
	set.DurationVar(&s.Grace, "grace", s.Grace, "how long requests under way may take when the server stops")
}

// parse reads the environment, then the flags. extra declares a command's own.
func parse(name string, args []string, all bool, warn io.Writer, extra func(*flag.FlagSet)) (Settings, error) {
	settings, words, err := parseWords(name, args, all, warn, extra)
	if err == nil && len(words) > 0 {
		err = fmt.Errorf("%q is not a setting of doorstep %s", words[0], name)
	}
	return settings, err
}

// parseWords does the same for a command that takes words before or after its
// flags.
func parseWords(name string, args []string, all bool, warn io.Writer, extra func(*flag.FlagSet)) (Settings, []string, error) {
	var words []string
	for len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		words, args = append(words, args[0]), args[1:]
	}
	settings := defaults()
	set := flag.NewFlagSet("doorstep "+name, flag.ContinueOnError)
	set.SetOutput(warn)
	settings.flags(set, all)
	known := map[string]bool{}
	set.VisitAll(func(f *flag.Flag) { known[f.Name] = true })
	if extra != nil {
		extra(set)
	}
	set.Usage = func() {
		fmt.Fprintf(warn, "doorstep %s\n\nEach setting is a flag, or a variable of the environment: -s3-bucket is DOORSTEP_S3_BUCKET.\n\n", name)
		set.PrintDefaults()
	}
	var wrong error
	set.VisitAll(func(f *flag.Flag) {
		value, given := os.LookupEnv(variable(f.Name))
		if !given || !known[f.Name] {
			return
		}
		if err := set.Set(f.Name, value); err != nil {
			wrong = errors.Join(wrong, fmt.Errorf("%s: %w", variable(f.Name), err))
		}
	})
	if wrong != nil {
		return settings, nil, wrong
	}
	if err := set.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return settings, nil, err
		}
		return settings, nil, errors.Join(errUsage, err)
	}
	return settings, append(words, set.Args()...), nil
}

func variable(name string) string {
	return "DOORSTEP_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// objectsFolder is where the objects lie when there is no S3 endpoint.
func (s Settings) objectsFolder() string {
	if s.Objects != "" {
		return s.Objects
	}
	return filepath.Join(s.Data, "objects")
}

// originFor is the public address, given the port that is listened on.
func (s Settings) originFor(port int) string {
	if s.Origin != "" {
		return strings.TrimSuffix(s.Origin, "/")
	}
	return "http://localhost:" + strconv.Itoa(port)
}

func (s Settings) web(origin string) web.Config {
	config := web.Config{
		Origin: origin, Idle: s.Idle, Absolute: s.Absolute, StepUp: s.StepUp,
		ProxyHeader: s.ProxyHead, CeremonyRate: s.Ceremonies,
	}
	for _, proxy := range strings.Split(s.Proxies, ",") {
		if proxy = strings.TrimSpace(proxy); proxy != "" {
			config.TrustedProxies = append(config.TrustedProxies, proxy)
		}
	}
	return config
}

// logger writes structured lines, for people or for machines.
func (s Settings) logger(out io.Writer) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.LogLevel)); err != nil {
		return nil, fmt.Errorf("log-level %q: debug, info, warn or error", s.LogLevel)
	}
	options := &slog.HandlerOptions{Level: level}
	switch s.LogFormat {
	case "text":
		return slog.New(slog.NewTextHandler(out, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(out, options)), nil
	}
	return nil, fmt.Errorf("log-format %q: text or json", s.LogFormat)
}
