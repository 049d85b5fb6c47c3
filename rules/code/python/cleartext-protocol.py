import ftplib
import smtplib
import telnetlib


def send(host, user, password, text):
    # ruleid: python.cleartext-protocol
    ftp = ftplib.FTP(host, user, password)
    # ruleid: python.cleartext-protocol
    telnet = telnetlib.Telnet(host)
    # ruleid: python.cleartext-protocol
    with smtplib.SMTP(host) as smtp:
        smtp.login(user, password)
    # ok: python.cleartext-protocol
    secure = ftplib.FTP_TLS(host, user, password)
    # ok: python.cleartext-protocol
    with smtplib.SMTP(host) as smtp:
        smtp.starttls()
        smtp.login(user, password)
    # ok: python.cleartext-protocol
    with smtplib.SMTP_SSL(host) as smtp:
        smtp.login(user, password)
    # ok: python.cleartext-protocol
    with smtplib.SMTP("localhost") as smtp:
        smtp.sendmail(user, user, text)
    return ftp, telnet, secure
