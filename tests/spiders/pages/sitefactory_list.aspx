<html><head><title>公路建设</title></head><body><ul>
<li><a href="/Item/255821.aspx">高速公路建设项目招标公告（第二批）</a>[04-21]</li>
<li><a href="/Item/255790.aspx">农村公路建设计划执行情况公示</a>[2017-04-11]</li>
<li><a href="/Item/255701.aspx">国省干线养护工程中标候选人公示</a>[2017-03-02]</li></ul>
<div class="pagecss">共 3 页 第 1 页</div></body></html>
