package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"doorstep/sync/exchange"
	"doorstep/sync/sealed"
)

// sealedFile is an attachment as it lies on a tablet.
type sealedFile struct {
	name              string
	key, nonce, bytes []byte
	size              int
}

func (d *tablet) sealFile(content []byte) sealedFile {
	d.t.Helper()
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	secret, nonce := sha256.Sum256([]byte("key of "+name)), bytes.Repeat([]byte{7}, 12)
	block, err := aes.NewCipher(secret[:])
	if err != nil {
		d.t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		d.t.Fatal(err)
	}
	media := "image/jpeg"
	if bytes.HasPrefix(content, []byte("%PDF-")) {
		media = "application/pdf"
	}
	opener, err := json.Marshal(map[string]any{"key": secret[:], "media": media})
	if err != nil {
		d.t.Fatal(err)
	}
	return sealedFile{
		name: name, key: d.box(sealed.FileInfo(d.Tenant, d.Device, d.Epoch, name), opener), nonce: nonce,
		bytes: gcm.Seal(nil, nonce, content, nil), size: len(content),
	}
}

// rescueFile is what the tablet writes.
func (d *tablet) rescueFile(ops []json.RawMessage, files ...sealedFile) []byte {
	d.t.Helper()
	file := exchange.RescueHead{Format: 1, Agency: d.Tenant, Device: d.Device, Epoch: d.Epoch, Count: len(ops) + len(files)}.Bytes()
	for _, raw := range ops {
		item := d.seal(raw)
		file = append(file, exchange.RescueItem{N: item.N, Length: int64(len(item.Box))}.Bytes()...)
		file = append(file, item.Box...)
	}
	for _, f := range files {
		item := exchange.RescueItem{SHA256: f.name, Size: int64(f.size), Key: f.key, Nonce: f.nonce, Length: int64(len(f.bytes))}
		file = append(append(file, item.Bytes()...), f.bytes...)
	}
	return append(file, exchange.RescueEnd()...)
}

// bring uploads a rescue file.
func (b *browser) bring(file []byte) reply {
	b.t.Helper()
	b.get("/tablets/rescue")
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	form.WriteField("token", b.token)
	if file != nil {
		part, err := form.CreateFormFile("file", "tablet.doorstep")
		if err != nil {
			b.t.Fatal(err)
		}
		part.Write(file)
	}
	form.Close()
	request, err := http.NewRequest(http.MethodPost, b.address("/tablets/rescue"), &body)
	if err != nil {
		b.t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	return b.do(request)
}

func TestRescueFile(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	d := ben.enrol()
	photo := asPhoto(bytes.Repeat([]byte("a photo "), 100_000))
	caseID, made := d.newCase("Fieldfamily")
	file := d.rescueFile([]json.RawMessage{made, d.attach(caseID, photo)}, d.sealFile(photo))
	for _, secret := range []string{"Fieldfamily", "Ben", "photo"} {
		if bytes.Contains(file, []byte(secret)) {
			t.Errorf("the file says %q", secret)
		}
	}
	for _, at := range []int{5, 30, 200, 1000} {
		ada.want(ada.bring(file[:at]), http.StatusUnprocessableEntity, "ends too early")
	}
	whole := ada.bring(file)
	ada.want(whole, http.StatusOK, "2 entries are in their cases")
	ada.want(whole, http.StatusOK, "1 photo or paper is at the office")
	ada.want(ada.bring(file), http.StatusOK, "nothing in it that the office did not have")
	for _, at := range []int{len(file) / 2, len(file) - 3} {
		ada.want(ada.bring(file[:at]), http.StatusUnprocessableEntity, "ends too early")
	}
	ben.want(ben.get("/cases/"+caseID), http.StatusOK, "Fieldfamily")
	sum := sha256.Sum256(photo)
	if got := d.send(http.MethodGet, exchange.PathFile+hex.EncodeToString(sum[:]), nil, nil); got.body != string(photo) {
		t.Errorf("the photo: status %d, %d bytes", got.status, len(got.body))
	}
	if synced, _ := d.sync(exchange.Request{Operations: []json.RawMessage{made}}); len(synced.Results) != 1 || synced.Next != 3 {
		t.Errorf("the tablet comes back and syncs the same: %+v", synced)
	}
	ben.want(ben.bring(file), http.StatusNotFound, "")
}

func TestRescueFileThatIsNone(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	uma := o.claim(o.origin+"/setup?token="+o.addTenant(), "Upstream", "Uma")
	_, made := d.newCase("Fieldfamily")
	file := d.rescueFile([]json.RawMessage{made})
	uma.want(uma.bring(file), http.StatusUnprocessableEntity, "another agency")
	ada.want(ada.bring(nil), http.StatusUnprocessableEntity, "Choose the rescue file first")
	ada.want(ada.bring([]byte{}), http.StatusUnprocessableEntity, "no rescue file")
	ada.want(ada.bring([]byte("%PDF-1.7 a letter")), http.StatusUnprocessableEntity, "no rescue file")
	ada.want(ada.bring(append(bytes.Clone(file), "more"...)), http.StatusUnprocessableEntity, "no rescue file")
	newer := bytes.Replace(file, []byte(`{"format":1`), []byte(`{"format":2`), 1)
	ada.want(ada.bring(newer), http.StatusUnprocessableEntity, "newer Doorstep")
	huge := bytes.Replace(file, []byte(`"length":1`), []byte(`"length":9`), 1)
	if bytes.Equal(huge, file) {
		t.Fatal("the length was not found")
	}
	ada.bring(huge) // whatever it is called, it is no fault of ours

	damaged := d.sealFile(make([]byte, 1000))
	damaged.bytes[10] ^= 1
	ada.want(ada.bring(d.rescueFile(nil, damaged)), http.StatusOK, "could not be opened")

	// A tablet that the office does not know: it was restored from before.
	stranger := *d
	stranger.Device, stranger.next = "lost-device", 1
	caseID, lost := stranger.newCase("From a lost tablet")
	photo := asPhoto([]byte("the only copy of it that there is anywhere"))
	lostFile := stranger.rescueFile([]json.RawMessage{lost, stranger.attach(caseID, photo)}, stranger.sealFile(photo))
	ada.want(ada.bring(lostFile), http.StatusOK, "2 entries wait for review")
	ada.want(ada.get("/tablets/review"), http.StatusOK, "does not know this tablet")
	ada.want(ada.post("/tablets/review/lost-device/"+caseID+"/take"), http.StatusSeeOther, "")
	ada.want(ada.get("/cases/"+caseID), http.StatusOK, "From a lost tablet")
	if page := ada.get("/cases/" + caseID + "/papers"); strings.Contains(text(page.body), "still on") {
		t.Errorf("the photo is not at the office: %s", text(page.body))
	}
}
