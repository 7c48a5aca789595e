package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"time"

	_ "github.com/mattn/go-sqlite3" // the floor is raw SQLite, past our store
)

// floors are what the parts of a sync cost on this machine now, without any
// program of ours around them, in seconds.
type floors struct {
	Insert   float64 `json:"sqlite_insert_10000"` // every record in one durable transaction
	Read     float64 `json:"sqlite_read_10000"`
	Update   float64 `json:"sqlite_update_500"` // 500 compare-and-set with 500 rows of log
	Gzip     float64 `json:"gzip_6"`            // all cases, one after the other
	GzipPush float64 `json:"gzip_6_of_500"`
	Loopback float64 `json:"loopback"` // the packed cases
	Exchange float64 `json:"exchange"` // one empty HTTP request
	Seal     float64 `json:"seal_and_put_40"`
	Bytes    int     `json:"packed_bytes"`
	loaded   bool
}

// firstDownload reads the records, packs them, carries them and puts 40 sealed
// chunks durably into the browser's store.
func (f floors) firstDownload() float64 { return f.Read + f.Gzip + f.Loopback + f.Seal }

// push packs 500 changes, carries them and writes them durably.
func (f floors) push() float64 { return f.GzipPush + f.Exchange + f.Update }

// measureFloors takes the median of as many runs as the jobs have.
func (c *contest) measureFloors() {
	if c.floors.loaded {
		return
	}
	var bodies, rows [][]byte
	for _, file := range c.files {
		records := sorted(file)
		bodies = append(bodies, encoded(records))
		for _, record := range records {
			rows = append(rows, encoded(record))
		}
	}
	var packed []byte
	for _, body := range bodies {
		packed = append(packed, zip(body)...)
	}
	c.floors = floors{loaded: true, Bytes: len(packed)}
	f := &c.floors
	f.Insert, f.Read, f.Update = c.sqliteFloors(rows)
	f.Gzip = c.median(func() {
		for _, body := range bodies {
			zip(body)
		}
	})
	push := bytes.Join(rows[:pushed], []byte("\n"))
	f.GzipPush = c.median(func() { zip(push) })
	f.Loopback = c.median(func() { c.carry(packed) })
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer server.Close()
	f.Exchange = c.median(func() {
		if answer, err := http.Get(server.URL); err == nil {
			_ = answer.Body.Close()
		}
	})
	f.Seal = c.sealFloor(len(packed) / len(bodies))
}

func encoded(value any) []byte {
	text, _ := json.Marshal(value) // records always encode
	return text
}

func (c *contest) median(do func()) float64 {
	var runs []float64
	for range c.runs {
		began := time.Now()
		do()
		runs = append(runs, time.Since(began).Seconds())
	}
	return spreadOf(runs).Median
}

// sqliteFloors writes, reads and changes rows in a file of its own.
func (c *contest) sqliteFloors(rows [][]byte) (insert, read, update float64) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(c.t.TempDir(), "floor.db")+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate")
	if err != nil {
		c.t.Fatalf("the floor's database: %v", err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	exec := func(tx *sql.Tx, query string, each int, args func(int) []any) {
		statement, err := tx.Prepare(query)
		if err != nil {
			c.t.Fatalf("the floor's database: %v", err)
		}
		defer statement.Close()
		for i := range each {
			if _, err := statement.Exec(args(i)...); err != nil {
				c.t.Fatalf("the floor's database: %v", err)
			}
		}
	}
	within := func(do func(tx *sql.Tx)) {
		tx, err := db.Begin()
		if err == nil {
			do(tx)
			err = tx.Commit()
		}
		if err != nil {
			c.t.Fatalf("the floor's database: %v", err)
		}
	}
	insert = c.median(func() {
		within(func(tx *sql.Tx) {
			exec(tx, `DROP TABLE IF EXISTS record`, 1, none)
			exec(tx, `DROP TABLE IF EXISTS log`, 1, none)
			exec(tx, `CREATE TABLE log (id INTEGER PRIMARY KEY, content BLOB)`, 1, none)
			exec(tx, `CREATE TABLE record (id INTEGER PRIMARY KEY, seq INTEGER, content TEXT)`, 1, none)
			exec(tx, `INSERT INTO record VALUES (?, 0, ?)`, len(rows), func(i int) []any { return []any{i, string(rows[i])} })
		})
	})
	read = c.median(func() {
		found, err := db.Query(`SELECT content FROM record`)
		if err != nil {
			c.t.Fatalf("the floor's database: %v", err)
		}
		defer found.Close()
		var content sql.RawBytes
		for found.Next() {
			_ = found.Scan(&content) // it was just written
		}
	})
	update = c.median(func() {
		within(func(tx *sql.Tx) {
			exec(tx, `UPDATE record SET seq = seq + 1, content = ? WHERE id = ? AND seq >= 0`, pushed, func(i int) []any { return []any{string(rows[i]), i} })
			exec(tx, `INSERT INTO log (content) VALUES (?)`, pushed, func(i int) []any { return []any{rows[i]} })
		})
	})
	return insert, read, update
}

func none(int) []any { return nil }

// carry sends bytes over a loopback connection and waits for the last of them.
func (c *contest) carry(content []byte) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		c.t.Fatalf("the floor's line: %v", err)
	}
	defer listener.Close()
	go func() {
		if conn, err := listener.Accept(); err == nil {
			_, _ = conn.Write(content)
			_ = conn.Close()
		}
	}()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		c.t.Fatalf("the floor's line: %v", err)
	}
	defer conn.Close()
	_, _ = io.Copy(io.Discard, conn)
}

// sealFloor seals 40 chunks in the browser and puts them into its store in one
// durable transaction.
func (c *contest) sealFloor(size int) float64 {
	var runs []float64
	for range c.runs {
		var took float64
		c.peer.page.Run(`(async () => {
			const key = await crypto.subtle.generateKey({name: "AES-GCM", length: 256}, false, ["encrypt"]);
			const db = await new Promise((done) => { const open = indexedDB.open("floor", 1);
				open.onupgradeneeded = () => open.result.createObjectStore("chunks"); open.onsuccess = () => done(open.result); });
			const chunk = new Uint8Array(`+jsonOf(size)+`); for (let i = 0; i < size(chunk); i += 65536) crypto.getRandomValues(chunk.subarray(i, i + 65536));
			function size(view) { return view.length; }
			const began = performance.now();
			const sealed = await Promise.all(Array.from({length: `+jsonOf(caseloadCases)+`}, () => crypto.subtle.encrypt({name: "AES-GCM", iv: crypto.getRandomValues(new Uint8Array(12))}, key, chunk)));
			await new Promise((done, failed) => { const tx = db.transaction("chunks", "readwrite", {durability: "strict"});
				sealed.forEach((value, i) => tx.objectStore("chunks").put(value, i)); tx.oncomplete = done; tx.onabort = failed; });
			const took = performance.now() - began; db.close(); return took; })()`, &took)
		runs = append(runs, took/1000)
	}
	return spreadOf(runs).Median
}
