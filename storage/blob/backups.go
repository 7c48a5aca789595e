package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7"

	"doorstep/casework"
	"doorstep/storage"
)

var (
	_ storage.Backups = (*Folder)(nil)
	_ storage.Backups = (*S3)(nil)
)

// backupsOf is where the copies of all agencies lie.
const backupsOf = "b/"

// backupName is where a copy lies: b/<tenant>/<name>.
func backupName(tenant, name string) (string, error) {
	if !isTenant(tenant) || !storage.IsBackupName(name) {
		return "", fmt.Errorf("blob: no backup can have this name: %w", casework.Fail(casework.NotFound))
	}
	return backupsOf + tenant + "/" + name, nil
}

// PutBackup stores a copy, whole or not at all.
func (f *Folder) PutBackup(_ context.Context, tenant, name string, size int64, content io.ReadSeeker) error {
	key, err := backupName(tenant, name)
	if err != nil {
		return err
	}
	target := filepath.Join(f.dir, filepath.FromSlash(key))
	if err := makeFolders(f.dir, filepath.Dir(target)); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(target), temporaryName)
	if err != nil {
		return problem("put backup", err)
	}
	defer os.Remove(temporary.Name()) // gone after the rename
	wrote, err := io.Copy(temporary, content)
	if err == nil && wrote != size {
		err = fmt.Errorf("%d bytes came, %d were announced: %w", wrote, size, io.ErrUnexpectedEOF)
	}
	if err == nil {
		err = temporary.Sync()
	}
	if err := errors.Join(err, temporary.Close()); err != nil {
		return problem("put backup", err)
	}
	if err := os.Rename(temporary.Name(), target); err != nil {
		return problem("put backup", err)
	}
	return syncDir(filepath.Dir(target))
}

// OpenBackup returns the bytes of a copy.
func (f *Folder) OpenBackup(_ context.Context, tenant, name string) (io.ReadCloser, error) {
	key, err := backupName(tenant, name)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(f.dir, filepath.FromSlash(key)))
	if err != nil {
		return nil, problem("open backup", err)
	}
	return file, nil
}

// BackupNames lists the copies of an agency.
func (f *Folder) BackupNames(_ context.Context, tenant string) ([]string, error) {
	if !isTenant(tenant) {
		return nil, nil
	}
	return f.names(filepath.Join(backupsOf, tenant), storage.IsBackupName)
}

// BackupTenants lists the agencies that have copies.
func (f *Folder) BackupTenants(context.Context) ([]string, error) {
	return f.names(backupsOf, isTenant)
}

func (f *Folder) names(folder string, is func(string) bool) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(f.dir, filepath.FromSlash(folder)))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, problem("list backups", err)
	}
	var names []string
	for _, entry := range entries { // ReadDir sorts
		if is(entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// DropBackup removes a copy.
func (f *Folder) DropBackup(_ context.Context, tenant, name string) error {
	key, err := backupName(tenant, name)
	if err != nil {
		return err
	}
	return removed("drop backup", os.Remove(filepath.Join(f.dir, filepath.FromSlash(key))))
}

// ObjectSizes lists the objects of an agency.
func (f *Folder) ObjectSizes(_ context.Context, tenant string) (map[string]int64, error) {
	sizes := map[string]int64{}
	if !isTenant(tenant) {
		return sizes, nil
	}
	root := filepath.Join(f.dir, "t", tenant)
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !storage.IsHash(entry.Name()) {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			sizes[entry.Name()] = info.Size()
		}
		return err
	})
	if errors.Is(err, os.ErrNotExist) {
		return sizes, nil
	}
	return sizes, problem("list objects", err)
}

// PutBackup stores a copy. A large one travels in parts and appears when the
// last is there.
func (s *S3) PutBackup(ctx context.Context, tenant, name string, size int64, content io.ReadSeeker) error {
	key, err := backupName(tenant, name)
	if err != nil {
		return err
	}
	if err := s.ensureBucket(ctx); err != nil {
		return err
	}
	_, err = s.client.PutObject(ctx, s.config.Bucket, key, content, size, minio.PutObjectOptions{
		ContentType:    "application/octet-stream",
		SendContentMd5: true,
		NumThreads:     1, // a part in memory at a time
	})
	return s.problem("put backup", name, err)
}

// OpenBackup returns the bytes of a copy.
func (s *S3) OpenBackup(ctx context.Context, tenant, name string) (io.ReadCloser, error) {
	key, err := backupName(tenant, name)
	if err != nil {
		return nil, err
	}
	object, err := s.client.GetObject(ctx, s.config.Bucket, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, s.problem("open backup", name, err)
	}
	if _, err := object.Stat(); err != nil {
		return nil, errors.Join(s.problem("open backup", name, err), object.Close())
	}
	return object, nil
}

// BackupNames lists the copies of an agency.
func (s *S3) BackupNames(ctx context.Context, tenant string) ([]string, error) {
	if !isTenant(tenant) {
		return nil, nil
	}
	var names []string
	err := s.each(ctx, backupsOf+tenant+"/", false, func(object minio.ObjectInfo) {
		if name := path.Base(object.Key); storage.IsBackupName(name) {
			names = append(names, name)
		}
	})
	slices.Sort(names)
	return names, err
}

// BackupTenants lists the agencies that have copies.
func (s *S3) BackupTenants(ctx context.Context) ([]string, error) {
	var tenants []string
	err := s.each(ctx, backupsOf, false, func(object minio.ObjectInfo) {
		if tenant := strings.TrimSuffix(strings.TrimPrefix(object.Key, backupsOf), "/"); isTenant(tenant) {
			tenants = append(tenants, tenant)
		}
	})
	slices.Sort(tenants)
	return tenants, err
}

// DropBackup removes a copy.
func (s *S3) DropBackup(ctx context.Context, tenant, name string) error {
	key, err := backupName(tenant, name)
	if err != nil {
		return err
	}
	err = s.problem("drop backup", name, s.client.RemoveObject(ctx, s.config.Bucket, key, minio.RemoveObjectOptions{}))
	if casework.CodeOf(err) == casework.NotFound {
		return nil
	}
	return err
}

// ObjectSizes lists the objects of an agency.
func (s *S3) ObjectSizes(ctx context.Context, tenant string) (map[string]int64, error) {
	sizes := map[string]int64{}
	if !isTenant(tenant) {
		return sizes, nil
	}
	err := s.each(ctx, "t/"+tenant+"/", true, func(object minio.ObjectInfo) {
		if name := path.Base(object.Key); storage.IsHash(name) {
			sizes[name] = object.Size
		}
	})
	return sizes, err
}

// each lists what begins with a prefix.
func (s *S3) each(ctx context.Context, prefix string, deep bool, one func(minio.ObjectInfo)) error {
	if err := s.ensureBucket(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx) // or the list goes on without a reader
	defer cancel()
	for object := range s.client.ListObjects(ctx, s.config.Bucket, minio.ListObjectsOptions{Prefix: prefix, Recursive: deep}) {
		if object.Err != nil {
			return s.problem("list", prefix, object.Err)
		}
		one(object)
	}
	return nil
}
