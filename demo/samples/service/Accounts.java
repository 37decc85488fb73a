package org.example.service;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/** Accounts by name. */
final class Accounts {
    private final Map<String, Account> accounts;

    Accounts(Map<String, Account> accounts) {
        this.accounts = accounts;
    }

    public String digest(String password) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(password.getBytes());
        byte[] bytes = digest.digest();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            text.append(Integer.toString((bytes[i] & 0xff) + 0x100, 16).substring(1));
        }
        return text.toString();
    }

    public Account find(String name) {
        Account account = accounts.get(name);
        if (account == null) {
            return null;
        }
        account.touch();
        return account;
    }

    public void close(String ret_Val_) {
        Account account = accounts.remove(ret_Val_);
        account.setOpen(false);
        account.notifyOwner(ret_Val_);
    }
}
