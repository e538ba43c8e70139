namespace LearningStudio.HostApi.Http;

/// <summary>What browsers may do with an answer: nothing, but for the pages that are meant for them.</summary>
internal static class PagePolicies
{
    /// <summary>A page whose scripts and styles are files of this host.</summary>
    public const string Page = "page";

    /// <summary>The browsable API page, whose library writes styles and scripts into it.</summary>
    public const string Reference = "reference";

    public static void AddPagePolicies(this IServiceCollection services) =>
        services
            .AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policy => policy.AddDefaultApiSecurityHeaders())
            .AddPolicy(Page, policy => ForBrowsers(policy).AddContentSecurityPolicy(OwnFiles))
            .AddPolicy(Reference, policy => ForBrowsers(policy).AddContentSecurityPolicy(Inline));

    // The default list of forbidden features holds names that browsers complain of.
    private static HeaderPolicyCollection ForBrowsers(HeaderPolicyCollection policy) =>
        policy
            .AddDefaultApiSecurityHeaders()
            .AddPermissionsPolicy(features =>
            {
                features.AddCamera().None();
                features.AddGeolocation().None();
                features.AddMicrophone().None();
            });

    private static void OwnFiles(CspBuilder csp)
    {
        csp.AddDefaultSrc().Self();
        csp.AddFrameAncestors().None();
        csp.AddBaseUri().None();
        csp.AddFormAction().None();
    }

    private static void Inline(CspBuilder csp)
    {
        OwnFiles(csp);
        csp.AddScriptSrc().Self().UnsafeInline().UnsafeEval();
        csp.AddStyleSrc().Self().UnsafeInline();
        csp.AddImgSrc().Self().Data();
        csp.AddFontSrc().Self().Data();
    }
}
