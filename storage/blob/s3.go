package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"doorstep/casework"
	"doorstep/storage"
)

// S3Config names a bucket of an S3-compatible store.
type S3Config struct {
	Endpoint  string // "https://host" or "http://host:port"; a bare host means https
	Bucket    string
	AccessKey string
	SecretKey string
	Region    string
	PathStyle bool // the bucket in the path instead of the host name
}

// s3Retries bounds how often one request is repeated before the caller hears of
// it: what waits is put again later anyway, and is shown as waiting.
const s3Retries = 3

// S3 keeps objects in a bucket.
type S3 struct {
	client *minio.Client
	config S3Config

	mu   sync.Mutex
	made bool // the bucket is there
}

var _ storage.Objects = (*S3)(nil)

// OpenS3 prepares the client. It asks nothing of the store yet: a server must
// start while its object store is away.
func OpenS3(config S3Config) (*S3, error) {
	host, secure, err := splitEndpoint(config.Endpoint)
	if err != nil {
		return nil, err
	}
	if config.Bucket == "" {
		return nil, errors.New("blob: the object store needs the name of a bucket")
	}
	lookup := minio.BucketLookupAuto
	if config.PathStyle {
		lookup = minio.BucketLookupPath
	}
	client, err := minio.New(host, &minio.Options{
		Creds:        credentials.NewStaticV4(config.AccessKey, config.SecretKey, ""),
		Secure:       secure,
		Region:       config.Region,
		BucketLookup: lookup,
		MaxRetries:   s3Retries,
	})
	if err != nil {
		return nil, fmt.Errorf("blob: object store at %q: %w", host, err)
	}
	return &S3{client: client, config: config}, nil
}

func splitEndpoint(endpoint string) (host string, secure bool, err error) {
	parsed, err := url.Parse(endpoint)
	if err != nil || parsed.Host == "" {
		parsed, err = url.Parse("https://" + endpoint)
	}
	if err != nil || parsed.Host == "" || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Path != "" && parsed.Path != "/" {
		return "", false, fmt.Errorf("blob: %q is not the address of an object store, such as https://host:port", endpoint)
	}
	return parsed.Host, parsed.Scheme == "https", nil
}

// ensureBucket makes the bucket where it is missing; it asks until it was there once.
func (s *S3) ensureBucket(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made {
		return nil
	}
	there, err := s.client.BucketExists(ctx, s.config.Bucket)
	if err == nil && !there {
		err = s.client.MakeBucket(ctx, s.config.Bucket, minio.MakeBucketOptions{Region: s.config.Region})
		if code := minio.ToErrorResponse(err).Code; code == minio.BucketAlreadyOwnedByYou || code == minio.BucketAlreadyExists {
			err = nil // another server was first
		}
	}
	if err != nil {
		return fmt.Errorf("blob: bucket %q: %w", s.config.Bucket, err)
	}
	s.made = true
	return nil
}

// Put stores the bytes under their hash, once: the store itself refuses to
// write over an object.
func (s *S3) Put(ctx context.Context, tenant, sha256, media string, size int64, content io.ReadSeeker) error {
	name, err := objectName(tenant, sha256)
	if err != nil {
		return err
	}
	if err := s.ensureBucket(ctx); err != nil {
		return err
	}
	if there, err := s.Has(ctx, tenant, sha256); err != nil || there {
		return err
	}
	if err := checkHash(content, sha256, size); err != nil {
		return err
	}
	options := minio.PutObjectOptions{
		ContentType:      media,
		SendContentMd5:   true, // the store checks what arrives
		DisableMultipart: true, // one request, so that the condition below holds for the whole
	}
	options.SetMatchETagExcept("*")
	_, err = s.client.PutObject(ctx, s.config.Bucket, name, content, size, options)
	if minio.ToErrorResponse(err).StatusCode == http.StatusPreconditionFailed {
		return nil // somebody else put the same bytes meanwhile
	}
	return s.problem("put", sha256, err)
}

// Open returns the bytes.
func (s *S3) Open(ctx context.Context, tenant, sha256 string) (io.ReadCloser, int64, error) {
	name, err := objectName(tenant, sha256)
	if err != nil {
		return nil, 0, err
	}
	object, err := s.client.GetObject(ctx, s.config.Bucket, name, minio.GetObjectOptions{})
	if err != nil {
		return nil, 0, s.problem("open", sha256, err)
	}
	info, err := object.Stat()
	if err != nil {
		return nil, 0, errors.Join(s.problem("open", sha256, err), object.Close())
	}
	return newChecked(object, sha256), info.Size, nil
}

// Has reports whether the object is there.
func (s *S3) Has(ctx context.Context, tenant, sha256 string) (bool, error) {
	name, err := objectName(tenant, sha256)
	if err != nil {
		return false, nil
	}
	_, err = s.client.StatObject(ctx, s.config.Bucket, name, minio.StatObjectOptions{})
	err = s.problem("stat", sha256, err)
	if casework.CodeOf(err) == casework.NotFound {
		return false, nil
	}
	return err == nil, err
}

// Ready says whether the store answers and has the bucket.
func (s *S3) Ready(ctx context.Context) error {
	if err := s.ensureBucket(ctx); err != nil {
		return err
	}
	there, err := s.client.BucketExists(ctx, s.config.Bucket)
	if err == nil && !there {
		err = errors.New("it is gone")
	}
	if err != nil {
		return fmt.Errorf("blob: bucket %q: %w", s.config.Bucket, err)
	}
	return nil
}

func (s *S3) problem(what, sha256 string, err error) error {
	if err == nil {
		return nil
	}
	if code := minio.ToErrorResponse(err).Code; code == minio.NoSuchKey || code == minio.NoSuchBucket {
		return fmt.Errorf("blob: %s %q: %w", what, sha256, casework.Fail(casework.NotFound))
	}
	return fmt.Errorf("blob: %s %q: %w", what, sha256, err)
}
