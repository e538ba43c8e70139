namespace LearningStudio.HostApi.Identity;

internal static class AccountPolicies
{
    /// <summary>Lets in who has a policy's role and an active account, and describes what everybody else is answered.</summary>
    public static RouteGroupBuilder ForAccounts(this RouteGroupBuilder group, string policy) =>
        group
            .RequireAuthorization(policy)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
}
