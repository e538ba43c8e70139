using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>Links to services that hide where a link leads: each of them.</summary>
/// <remarks>
/// Settings: <c>Hosts</c>, further services beside the embedded list, as domains separated by spaces, commas,
/// semicolons or lines; default none.
/// </remarks>
internal sealed class ShortenerDetector(DetectorSettings settings) : IDetector
{
    private static readonly string[] Known = """
        adf.ly adfoc.us bc.vc bit.do bit.ly bitly.com bl.ink buff.ly cutt.ly clck.ru db.tt dlvr.it fb.me flip.it goo.gl
        goo.su gg.gg git.io heyl.ink ht.ly hyperurl.co ift.tt is.gd j.mp lc.chat linktr.ee lnk.bio lnkd.in linkvertise.com
        mcaf.ee ouo.io ow.ly po.st q.gs qr.ae rb.gy rebrand.ly reurl.cc s.id sh.st shorte.st short.cm short.gy short.io
        short.link shorturl.at shrtco.de smarturl.it soo.gd snip.ly su.pr surl.li t.co t.ly t2m.io tinu.be tiny.cc
        tiny.one tiny.pl tinyurl.com trib.al tr.im u.nu u.to v.gd v.ht vk.cc x.co x.gd y2u.be yourls.org zpr.io zws.im
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private readonly HostSet _hosts = new([.. Known, .. settings.Hosts("Hosts")]);

    public IEnumerable<TextSpan> Find(DetectorText text) =>
        text.Links.Where(link => _hosts.Contains(link.Host)).Take(IDetector.MaxMatches).Select(link => link.Url);
}
