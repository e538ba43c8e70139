using System.Collections.Frozen;

namespace LearningStudio.Moderation.Rules.Links;

/// <summary>
/// Endings by which a domain is known without "http" or "www". No full list: "Thanks.it works" and "readme.md" are
/// no links, so endings that are words or kinds of files count only before a path.
/// </summary>
internal static class TopLevelDomains
{
    private static readonly FrozenSet<string> Known = Set(
        """
        com net org info biz edu gov mil mobi asia coop aero xyz icu vip cyou sbs cfd website webcam
        io ai co tv ws eu uk de fr nl ru cn jp kr br au ca se cz dk fi gr hu ie il lt lv pt ro sk ua tr qa ae sa
        za mx ar cl sg tw vn hk nz ng pk bd lk kw bh om eg jo lb ir iq kz uz ke gh tz ug ma dz tn pe ec uy tk ml ga cf
        gq pw su
        рф укр бел срб москва рус 中国 中國 公司 网络 香港 台灣 한국 قطر السعودية امارات
        """
    );

    private static readonly FrozenSet<string> BeforePath = Set(
        """
        it is in me my so to no am at be by do as us id hr rs pl sh cc ly gl gd gg li la im fm vc st ag sc si ee bg mk
        md py ps pm re ms mu mn lu ad al ba bz cx fo gs gy je ky ki kg lc mp nu es ch ph th np az ge et ve int pro cat
        name jobs travel tel xxx top club online site store shop tech live app dev link click work win loan bid date
        review stream download racing party trade science cricket faith accountant men wang buzz fun host press rest
        monster quest bond life world today news blog cloud digital email agency group guru money finance loans credit
        casino poker bet game games dating chat sexy porn adult pharmacy health diet zone network media page wtf ink
        onl red pink one
        """
    );

    /// <summary>Whether a label, in any case, ends a domain that stands alone in a text.</summary>
    public static bool Contains(ReadOnlySpan<char> label, bool beforePath) =>
        Has(Known, label)
        || (beforePath && Has(BeforePath, label))
        || label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase);

    private static bool Has(FrozenSet<string> domains, ReadOnlySpan<char> label) =>
        domains.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label);

    private static FrozenSet<string> Set(string domains) =>
        domains
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
