import getpass

# ruleid: python.password-read-with-input
password = input("Password: ")
# ruleid: python.password-read-with-input
new_password = input("New password: ").strip()
# ruleid: python.password-read-with-input
passphrase = input()
# ok: python.password-read-with-input
name = input("Name: ")
# ok: python.password-read-with-input
secret = getpass.getpass("Password: ")
# ok: python.password-read-with-input
passwords_file = input("File: ")
