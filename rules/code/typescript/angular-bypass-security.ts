import { DomSanitizer, SecurityContext } from "@angular/platform-browser";

class CommentComponent {
  constructor(private sanitizer: DomSanitizer) {}

  show(comment: Comment, url: string): void {
    // ruleid: typescript.angular-bypass-security
    this.html = this.sanitizer.bypassSecurityTrustHtml(comment.body);
    // ruleid: typescript.angular-bypass-security
    this.frame = this.sanitizer.bypassSecurityTrustResourceUrl(url);
    // ruleid: typescript.angular-bypass-security
    this.link = this.sanitizer.bypassSecurityTrustUrl(`javascript:${url}`);
    // ok: typescript.angular-bypass-security
    this.icon = this.sanitizer.bypassSecurityTrustHtml("<svg></svg>");
    // ok: typescript.angular-bypass-security
    this.logo = this.sanitizer.bypassSecurityTrustHtml(ICONS.LOGO);
    // ok: typescript.angular-bypass-security
    this.clean = this.sanitizer.sanitize(SecurityContext.HTML, comment.body);
    // ok: typescript.angular-bypass-security
    this.picture = this.sanitizer.bypassSecurityTrustUrl(URL.createObjectURL(this.blob));
  }
}
