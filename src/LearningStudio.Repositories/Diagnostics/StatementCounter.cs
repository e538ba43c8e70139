using System.Data.Common;
using LinqToDB.Interceptors;

namespace LearningStudio.Repositories.Diagnostics;

/// <summary>Tells the scope of each statement that linq2db is about to send.</summary>
internal sealed class StatementCounter : CommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEventData eventData, DbCommand command)
    {
        QueryScope.Count();
        return command;
    }
}
