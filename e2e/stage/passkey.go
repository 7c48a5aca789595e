package stage

// Passkey gives the tab a virtual authenticator, as a tablet or a laptop has
// one built in. Without prf it is an older one, that cannot derive a key. It
// lives in this tab only, and its secret moves nowhere.
func (p *Page) Passkey(prf bool) {
	p.T.Helper()
	p.call("WebAuthn.enable", nil, nil)
	var made struct {
		AuthenticatorID string `json:"authenticatorId"`
	}
	p.call("WebAuthn.addVirtualAuthenticator", map[string]any{"options": map[string]any{
		"protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal",
		"hasResidentKey": true, "hasUserVerification": true, "isUserVerified": true,
		"automaticPresenceSimulation": true, "hasPrf": prf,
		"defaultBackupEligibility": true, "defaultBackupState": true,
	}}, &made)
	p.authenticator = made.AuthenticatorID
}

// NoPasskey takes the authenticator away, as a lost device would be.
func (p *Page) NoPasskey() {
	p.T.Helper()
	p.call("WebAuthn.removeVirtualAuthenticator", map[string]any{"authenticatorId": p.authenticator}, nil)
	p.authenticator = ""
}

// PersonRefuses lets the next ceremonies fail, as a finger that is not known.
func (p *Page) PersonRefuses(refuses bool) {
	p.T.Helper()
	p.call("WebAuthn.setUserVerified", map[string]any{"authenticatorId": p.authenticator, "isUserVerified": !refuses}, nil)
}

// Passkeys returns how many passkeys the authenticator holds.
func (p *Page) Passkeys() int {
	p.T.Helper()
	var list struct {
		Credentials []struct{} `json:"credentials"`
	}
	p.call("WebAuthn.getCredentials", map[string]any{"authenticatorId": p.authenticator}, &list)
	return len(list.Credentials)
}

// CopyPasskeys carries the passkeys to another tab's authenticator, as a
// synced account does. A PRF secret is not carried.
func (p *Page) CopyPasskeys(to *Page) {
	p.T.Helper()
	var list struct {
		Credentials []map[string]any `json:"credentials"`
	}
	p.call("WebAuthn.getCredentials", map[string]any{"authenticatorId": p.authenticator}, &list)
	for _, credential := range list.Credentials {
		to.call("WebAuthn.addCredential", map[string]any{"authenticatorId": to.authenticator, "credential": credential}, nil)
	}
}

// AllowStorage answers the browser's question about durable storage.
func (p *Page) AllowStorage(allow bool) {
	p.T.Helper()
	setting := "denied"
	if allow {
		setting = "granted"
	}
	err := p.Browser.call("Browser.setPermission", map[string]any{
		"permission": map[string]any{"name": "persistent-storage"}, "setting": setting, "origin": p.Server.Origin,
	}, nil)
	if err != nil {
		p.T.Fatalf("%s: setting the storage permission: %v", p.Who, err)
	}
}
